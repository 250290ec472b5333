import { InvalidInput } from '../../common/errors.js';
import { type DeliveryReport, isFailure } from './delivery-report.js';

/** `{"messageId": "<…>", "action": "failed", "status": "5.1.1", "reason": "…"}`. @throws InvalidInput */
export function readJsonReport(body: Buffer): DeliveryReport {
  const { messageId, action, status, reason } = parsed(body);
  if (typeof messageId !== 'string' || !/^<?[^<>\s]{3,300}>?$/.test(messageId))
    throw new InvalidInput({ messageId: 'Please give the Message-ID of the e-mail.' });
  if (typeof action !== 'string' || !actions.includes(action))
    throw new InvalidInput({ action: `Please give one of ${actions.join(', ')}.` });
  if (status !== undefined && !(typeof status === 'string' && /^[245]\.\d{1,3}\.\d{1,3}$/.test(status)))
    throw new InvalidInput({ status: 'Please give an enhanced status code such as 5.1.1.' });
  return {
    messageIds: [messageId.replace(/^<|>$/g, '')],
    failed: isFailure(action, status),
    reason: [status, typeof reason === 'string' ? reason : ''].filter(Boolean).join(' '),
  };
}

/** As RFC 3464 has them. */
const actions = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'];

function parsed(body: Buffer): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(body.toString());
  } catch {
    throw new InvalidInput({}, 'This is no JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new InvalidInput({}, 'Please give one report.');
  return value as Record<string, unknown>;
}
