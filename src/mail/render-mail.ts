import type { Settings } from '../config/settings.js';
import { fillTemplate } from './filled-templates.js';
import type { MailTemplates, TemplateName } from './templates.js';
import { Wording } from './wording.js';

export interface RenderedMail {
  subject: string;
  html: string;
  text: string;
}

/** React Email takes half a second to load: the first e-mail waits for it, not the start. */
const load = async () => {
  const [{ render, toPlainText }, { all }] = await Promise.all([
    import('@react-email/render'),
    import('./templates/all.js'),
  ]);
  return { render, toPlainText, all };
};
let loaded: ReturnType<typeof load> | null = null;

/** The very e-mail that would be sent: also for a preview. */
export async function renderMail<T extends TemplateName>(
  template: T,
  params: MailTemplates[T],
  locale: string,
  settings: Settings,
): Promise<RenderedMail> {
  loaded ??= load();
  const { render, toPlainText, all } = await loaded;
  const words = new Wording(locale, settings.newsroomName);
  const { body, subject } = all[template];
  const house = `${words.language} ${words.newsroom}`;
  const inFull = async (given: MailTemplates[T]) => {
    const html = await render(body(given, words));
    return { html, text: toPlainText(html) };
  };
  const written = (await fillTemplate(template, params, house, inFull)) ?? (await inFull(params));
  return { subject: oneLine(subject(params, words)), ...written };
}

/** A name that somebody typed must not begin another header. */
function oneLine(subject: string): string {
  return subject.replace(/\s+/g, ' ').trim();
}
