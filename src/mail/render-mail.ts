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
  const { render, toPlainText } = await import('@react-email/render');
  const { all } = await import('./templates/all.js');
  const words = new Wording(locale, settings.newsroomName);
  const body = all[template].body(params, words);
  const html = await render(body);
  return { subject: oneLine(all[template].subject(params, words)), html, text: toPlainText(html) };
}

/** A name that somebody typed must not begin another header. */
function oneLine(subject: string): string {
  return subject.replace(/\s+/g, ' ').trim();
}
