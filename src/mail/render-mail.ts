import type { Settings } from '../config/settings.js';
import type { MailTemplates, TemplateName } from './templates.js';
import { Wording } from './wording.js';

export interface RenderedMail {
  subject: string;
  html: string;
  text: string;
}

/** The very e-mail that would be sent: also for a preview. */
export async function renderMail<T extends TemplateName>(
  template: T,
  params: MailTemplates[T],
  locale: string,
  settings: Settings,
): Promise<RenderedMail> {
  // React Email takes half a second to load: the first e-mail waits for it, not the start.
  const { render } = await import('@react-email/render');
  const { all } = await import('./templates/all.js');
  const words = new Wording(locale, newsroomName(settings));
  const body = all[template].body(params, words);
  return {
    subject: oneLine(all[template].subject(params, words)),
    html: await render(body),
    text: await render(body, { plainText: true }),
  };
}

/** What stands before the address in MAIL_FROM: `The Meridian <members@meridian.example>`. */
export function newsroomName(settings: Settings): string {
  const name = /^\s*"?([^"<]+?)"?\s*</.exec(settings.MAIL_FROM)?.[1];
  return name ?? new URL(settings.baseUrl).hostname;
}

/** A name that somebody typed must not begin another header. */
function oneLine(subject: string): string {
  return subject.replace(/\s+/g, ' ').trim();
}
