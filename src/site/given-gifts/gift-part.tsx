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
}

/** One gift in its giver's list: for whom, what has become of it, and where it is changed. */
export function GiftPart({ text, given, timeZone, href }: Props): ReactNode {
  const name = nameOf(text, given.gift);
  const allowed = changeAllowed(given.state);
  const action = allowed ? text.t(`given.change.${allowed}`) : null;
  return (
    <article className="holding">
      <h3>{name}</h3>
      <p>{stateInWords(text, given, timeZone)}</p>
      <HandOnLink text={text} given={given} />
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
export function HandOnLink({ text, given }: { text: Text; given: GivenGift }): ReactNode {
  if (!given.link || given.state === 'sent') return null;
  return (
    <Field
      name="link"
      id={`link-${given.gift.place}`}
      label={text.t('given.link')}
      hint={text.t('given.link.hint')}
      value={given.link}
      readOnly
    />
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
