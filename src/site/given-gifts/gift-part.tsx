import type { ReactNode } from 'react';
import { changeAllowed } from '../../gifts/gift-state.js';
import type { GivenGift } from '../../gifts/gifts-of-giver.service.js';
import type { Text } from '../messages/text.js';
import { Field } from '../ui/field.js';
import { nameOf, stateInWords } from './words.js';

interface Props {
  text: Text;
  given: GivenGift;
  timeZone: string;
  /** The page of this one gift. */
  href: string;
  /** Where its card is printed. */
  card: string;
}

/** One gift in its giver's list: for whom, what has become of it, and where it is changed. */
export function GiftPart({ text, given, timeZone, href, card }: Props): ReactNode {
  const name = nameOf(text, given.gift);
  const allowed = changeAllowed(given.state);
  const action = allowed ? text.t(`given.change.${allowed}`) : null;
  return (
    <article className="holding">
      <h3>{name}</h3>
      <p>{stateInWords(text, given, timeZone)}</p>
      <HandOnLink text={text} given={given} card={card} />
      <Thanks text={text} given={given} />
      {action ? (
        <p>
          <a href={href} aria-label={text.t('given.change.of', { action, name })}>
            {action}
          </a>
        </p>
      ) : null}
    </article>
  );
}

/** For gifts without an address, and for those whose e-mail came back. */
export function HandOnLink(props: { text: Text; given: GivenGift; card: string }): ReactNode {
  const { text, given, card } = props;
  if (!given.link || given.state === 'sent') return null;
  return (
    <>
      <Field
        name="link"
        id={`link-${given.gift.place}`}
        label={text.t('given.link')}
        hint={text.t('given.link.hint')}
        value={given.link}
        readOnly
      />
      <CardLinks text={text} title={text.t('given.card')} href={card} of={nameOf(text, given.gift)} />
    </>
  );
}

/** A card to print, or all cards of an order, in both sizes. */
export function CardLinks(props: { text: Text; title: string; href: string; of: string }): ReactNode {
  const { text, title, href, of } = props;
  return (
    <p className="card-links">
      {title}{' '}
      {(['a4', 'a6'] as const).map((format) => (
        <a key={format} href={`${href}?format=${format}`} type="application/pdf">
          {text.t(`given.card.${format}`)} <span className="visually-hidden">{of}</span>
        </a>
      ))}
    </p>
  );
}

export function Thanks({ text, given }: { text: Text; given: GivenGift }): ReactNode {
  if (!given.gift.thanks) return null;
  return (
    <figure className="letter">
      <figcaption className="small soft">{text.t('given.thanks')}</figcaption>
      <blockquote className="letter__message">{given.gift.thanks}</blockquote>
    </figure>
  );
}
