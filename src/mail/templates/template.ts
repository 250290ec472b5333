import type { ReactElement } from 'react';
import type { MailTemplates, TemplateName } from '../templates.js';
import type { Wording } from '../wording.js';

/** How one e-mail is written: what stands in the list, and what is read. */
export interface Template<T extends TemplateName> {
  subject(params: MailTemplates[T], words: Wording): string;
  body(params: MailTemplates[T], words: Wording): ReactElement;
}
