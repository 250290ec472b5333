import type { ReactNode } from 'react';
import { normaliseEmail } from '../../common/email.js';
import { Wording } from '../../mail/wording.js';
import type { Text } from '../messages/text.js';
import type { FormValues, GiftOffer } from '../offers.js';
import type { View } from '../view.js';
import { CardPreview } from './card-preview.js';

interface Props {
  view: View;
  values: FormValues;
  terms: GiftOffer[];
  /** Without a script it is shown when it is asked for; with one, it then follows what is typed. */
  shown: boolean;
  /** The days on which it can be asked to leave, `2027-12-24`; it can be accepted until the last one if it is bought now. */
  days: { first: string; last: string };
  /** It is of a row of many, and so not of what the form's own fields hold. */
  still?: boolean;
}

/** What they will get: the e-mail, or the card where the giver hands it on. */
export function GiftPreview(props: Props): ReactNode {
  return props.shown && props.values.way === 'self' ? (
    <CardPreview {...props} until={props.days.last} />
  ) : (
    <LetterPreview {...props} />
  );
}

/** The e-mail that a recipient gets, in the e-mail's own words, with what has been typed so far. */
function LetterPreview({ view, values, terms, shown, days, still }: Props): ReactNode {
  const { text, newsroom } = view;
  const words = new Wording(text.language, newsroom.name);
  const someone = text.t('gift.preview.someone');
  const giverName = values.giverName?.trim() || someone;
  const recipient = values.recipientName?.trim() || null;
  const bodies = bodiesByTerm(words, terms);
  const body = bodies[values.term ?? ''] ?? Object.values(bodies)[0] ?? '';
  const isOwn = isSameAddress(values.recipientEmail, values.giverEmail);
  return (
    <section
      className="letter"
      aria-labelledby="preview-title"
      hidden={!shown}
      tabIndex={-1}
      autoFocus={shown}
      data-gift-preview={still ? undefined : ''}
      data-someone={someone}
      data-subject={words.text('gift-delivery.subject', { giverName: '{}' })}
      data-headline={words.text('gift-delivery.headline', { giverName: '{}' })}
      data-hello={words.hello('{}')}
      data-hello-nobody={words.hello(null)}
      data-bodies={JSON.stringify(bodies)}
      data-own={text.t('gift.ownAddress')}
      data-today={days.first}
      data-leaves-now={text.t('gift.preview.leaves.now')}
      data-leaves-day={text.t('gift.preview.leaves.day', { day: '{}' })}
    >
      <h3 className="letter__title" id="preview-title">
        {text.t('gift.preview.title')}
      </h3>
      <p className="letter__subject" data-preview="subject">
        {words.text('gift-delivery.subject', { giverName })}
      </p>
      <p className="letter__headline" data-preview="headline">
        {words.text('gift-delivery.headline', { giverName })}
      </p>
      <p data-preview="hello">{words.hello(recipient)}</p>
      <blockquote className="letter__message" data-preview="message" hidden={!values.message?.trim()}>
        {values.message}
      </blockquote>
      <p data-preview="body">{body.replace('{}', () => giverName)}</p>
      <p>
        <span className="button" aria-hidden="true">
          {words.text('gift-delivery.button')}
        </span>
      </p>
      <p className="small soft" data-preview="leaves">
        {whenItLeaves(text, values, days.first)}
      </p>
      <p className="small soft" data-preview="own" hidden={!isOwn}>
        {text.t('gift.ownAddress')}
      </p>
    </section>
  );
}

/** For a day that is none yet there are no words. */
function whenItLeaves(text: Text, { when, deliverOn = '' }: FormValues, today: string): string {
  const day = new Date(when === 'date' && deliverOn !== today ? deliverOn : NaN);
  return Number.isNaN(day.getTime())
    ? text.t('gift.preview.leaves.now')
    : text.t('gift.preview.leaves.day', { day: text.date(day, 'UTC') });
}

function isSameAddress(one = '', other = ''): boolean {
  return one.trim() !== '' && normaliseEmail(one) === normaliseEmail(other);
}

/** For each term that can be chosen, the e-mail's sentence with `{}` for the giver's name. */
function bodiesByTerm(words: Wording, terms: GiftOffer[]): Record<string, string> {
  return Object.fromEntries(
    terms.map(({ plan, months, tier }) => [
      `${plan}:${months}`,
      words.text('gift-delivery.body', { giverName: '{}', months, tier }),
    ]),
  );
}
