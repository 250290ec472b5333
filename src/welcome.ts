import type { Settings } from './config/settings.js';
import type { Service } from './service.js';
import type { Standins } from './standins/start-standins.js';

/** What the terminal shows when everything runs. */
export async function welcome(service: Service, settings: Settings, standins: Standins): Promise<string> {
  const rows: [string, string | undefined][] = [
    ['Site', settings.baseUrl],
    ['Sample article', settings.SAMPLE_DATA === 'on' ? `${settings.baseUrl}/sample-article` : undefined],
    ['Staff console', `${settings.baseUrl}/staff`],
    ['Mailbox', standins.mailboxUrl],
    ['Local Stripe', standins.stripeUrl],
  ];
  const lines = rows.flatMap(([name, url]) => (url ? [`  ${name.padEnd(16)}${url}`] : []));
  const seconds = process.uptime().toFixed(1);
  const card = standins.stripeUrl ? 'Card 4242 4242 4242 4242, any future date, any CVC. ' : '';
  return [
    '',
    `Thousandfold is running (${seconds} s)`,
    '',
    ...lines,
    '',
    `  ${card}Ctrl-C ends it.`,
    '',
  ].join('\n');
}
