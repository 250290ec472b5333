import type { ReactNode } from 'react';
import type { FormValues } from '../offers.js';
import type { View } from '../view.js';

interface Props {
  view: View;
  values: FormValues;
  /** Without a script it is shown when it is asked for; with one, always, and it follows what is typed. */
  shown: boolean;
}

/** The e-mail that a recipient gets, with what has been typed so far. */
export function GiftPreview({ view, values, shown }: Props): ReactNode {
  const { text, newsroom } = view;
  const giver = values.giverName?.trim() || text.t('gift.preview.someone');
  const recipient = values.recipientName?.trim();
  const months = Number(values.term?.split(':')[1] ?? 12) || 12;
  const hello = recipient ? text.t('gift.preview.hello', { recipient }) : text.t('gift.preview.helloNobody');
  return (
    <section
      className="letter"
      id="preview"
      aria-labelledby="preview-title"
      hidden={!shown}
      tabIndex={-1}
      autoFocus={shown}
      data-gift-preview=""
      data-someone={text.t('gift.preview.someone')}
      data-hello={text.t('gift.preview.hello', { recipient: '{}' })}
      data-hello-nobody={text.t('gift.preview.helloNobody')}
      data-subject={text.t('gift.preview.subject', { giver: '{}', newsroom: newsroom.name })}
    >
      <h3 className="letter__title" id="preview-title">
        {text.t('gift.preview.title')}
      </h3>
      <p className="letter__subject" data-preview="subject">
        {text.t('gift.preview.subject', { giver, newsroom: newsroom.name })}
      </p>
      <p data-preview="hello">{hello}</p>
      <p>
        <span>{text.t('gift.preview.body', { giver, newsroom: newsroom.name, months })}</span>
      </p>
      <blockquote className="letter__message" data-preview="message" hidden={!values.message?.trim()}>
        {values.message}
      </blockquote>
      <p>
        <span className="button" aria-hidden="true">
          {text.t('gift.preview.accept')}
        </span>
      </p>
    </section>
  );
}
