import { Stripe } from 'stripe';
import { BadSignature, verifySignature } from '../../../src/payments/stripe/signature.js';

const now = Date.parse('2026-11-22T12:00:00Z');
const secret = 'whsec_current';
const payload = '{"id":"evt_1","object":"event"}';

function header({ at = now, by = secret, over = payload }: { at?: number; by?: string; over?: string } = {}) {
  return Stripe.webhooks.generateTestHeaderString({
    payload: over,
    secret: by,
    timestamp: Math.floor(at / 1000),
  });
}

const [, signature = ''] = header().split(',');
const accepted: [why: string, header: string, secrets: string[]][] = [
  ['signed just now', header(), [secret]],
  ['signed by the old secret while it is rolled', header({ by: 'whsec_old' }), [secret, 'whsec_old']],
  ['several signatures, one of them right', `${header()},v1=00ff`, [secret]],
  ['another scheme beside it', `${header()},v0=00ff`, [secret]],
  ['299 s old', header({ at: now - 299_000 }), [secret]],
  ['299 s ahead', header({ at: now + 299_000 }), [secret]],
];

const refused: [why: string, header: string | undefined, secrets: string[]][] = [
  ['no header', undefined, [secret]],
  ['an empty header', '', [secret]],
  ['a header of nonsense', 'nonsense', [secret]],
  ['another secret', header({ by: 'whsec_somebody' }), [secret]],
  ['another body', header({ over: '{"id":"evt_2"}' }), [secret]],
  ['no secret at all', header(), []],
  ['an empty secret', header({ by: ' ' }), ['', ' ']],
  ['301 s old', header({ at: now - 301_000 }), [secret]],
  ['301 s ahead', header({ at: now + 301_000 }), [secret]],
  ['no time stamp', signature, [secret]],
  ['a time stamp that is no number', `t=soon,${signature}`, [secret]],
  ['two time stamps', `t=${now / 1000},${header()}`, [secret]],
  ['only the scheme of test mode', header().replace('v1=', 'v0='), [secret]],
];

describe('a signature', () => {
  it.each(accepted)('is believed: %s', (_why, given, secrets) => {
    expect(() => verifySignature(Buffer.from(payload), given, secrets, now)).not.toThrow();
  });

  it.each(refused)('is refused: %s', (_why, given, secrets) => {
    expect(() => verifySignature(Buffer.from(payload), given, secrets, now)).toThrow(BadSignature);
  });
});
