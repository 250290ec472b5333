import { SignIn } from './accounts/sign-in.service.js';
import type { Settings } from './config/settings.js';
import type { Service } from './service.js';

/** Where the stand-ins' pages are, of those that run. */
interface LocalPages {
  mailboxUrl?: string;
  stripeUrl?: string;
}

/** What the terminal shows when everything runs. */
export async function welcome(service: Service, settings: Settings, pages: LocalPages): Promise<string> {
  const { baseUrl } = settings;
  const rows = [
    ['Site', baseUrl],
    ['Sample article', settings.SAMPLE_DATA === 'on' && `${baseUrl}/newsroom/birthday`],
    ['Staff console', await staffConsole(service, settings, pages)],
    ['Mailbox', pages.mailboxUrl && `${pages.mailboxUrl}  (takes mails at ${settings.SMTP_URL})`],
    ['Local Stripe', pages.stripeUrl],
  ] as const;
  const lines = rows.flatMap(([name, url]) => (url ? [`  ${name.padEnd(16)}${url}`] : []));
  const card = pages.stripeUrl ? 'Card 4242 4242 4242 4242, any future date, any CVC. ' : '';
  const title = `Thousandfold is running, after ${process.uptime().toFixed(1)} s.`;
  return ['', title, '', ...lines, '', `  ${card}Ctrl-C ends it.`, ''].join('\n');
}

/** A link that signs in is shown only where mails go nowhere: elsewhere the terminal's log would be a key. */
async function staffConsole(service: Service, settings: Settings, pages: LocalPages): Promise<string> {
  const [email] = settings.STAFF_EMAILS;
  if (!pages.mailboxUrl || !email) return `${settings.baseUrl}/staff`;
  const link = await service.app.get(SignIn).staffSignInLink(email);
  return `${link}  (signs ${email} in, once)`;
}
