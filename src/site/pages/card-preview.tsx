import type { ReactNode } from 'react';
import type { Card } from '../../gifts/cards/card.js';
import { cardWords } from '../../gifts/cards/card-words.js';
import { cardFaces } from '../../gifts/cards/folded-card.js';
import { unprintable } from '../../gifts/cards/printable.js';
import type { FormValues, GiftOffer } from '../offers.js';
import { CardFace } from '../ui/card-face.js';
import type { View } from '../view.js';

interface Props {
  view: View;
  values: FormValues;
  terms: GiftOffer[];
  until: string;
}

/** As long as the code that stands there when it is paid, so that the card looks the same. */
const PLACE_OF_CODE = 'the-code-comes-here-as-soon-as-it-is-paid-x';

/** The very card, drawn by what prints it. */
export function CardPreview({ view, values, terms, until }: Props): ReactNode {
  const { text, newsroom } = view;
  const { cover, inside, claim, leaves } = cardFaces(cardOf({ view, values, terms, until }));
  const lost = unprintable([values.recipientName, values.message, values.giverName].join(' '));
  return (
    <section
      className="card-preview"
      aria-labelledby="preview-title"
      tabIndex={-1}
      autoFocus
      data-card-preview=""
    >
      <h3 className="letter__title" id="preview-title">
        {text.t('gift.card.title')}
      </h3>
      <div className="card-preview__faces">
        <CardFace
          drawing={cover}
          newsroom={newsroom}
          label={(words) => text.t('gift.card.cover', { words })}
        />
        <CardFace
          drawing={inside}
          newsroom={newsroom}
          label={(words) => text.t('gift.card.inside', { words })}
        />
        <CardFace
          drawing={claim}
          newsroom={newsroom}
          label={(words) => text.t('gift.card.claim', { words })}
        />
        {leaves.map((leaf, index) => (
          <CardFace
            key={index}
            drawing={leaf}
            newsroom={newsroom}
            label={(words) => text.t('gift.card.leaf', { words })}
          />
        ))}
      </div>
      {lost.length > 0 ? <p>{text.t('gift.card.unprintable', { characters: lost.join(' ') })}</p> : null}
      <p className="small soft">{text.t('gift.card.note')}</p>
    </section>
  );
}

function cardOf({ view, values, terms, until }: Props): Card {
  const { text, newsroom, baseUrl } = view;
  const offer = terms.find(({ plan, months }) => `${plan}:${months}` === values.term) ?? terms[0];
  return {
    giverName: values.giverName?.trim() || text.t('gift.preview.someone'),
    recipientName: values.recipientName?.trim() || null,
    message: values.message?.trim() || null,
    months: offer?.months ?? 0,
    tier: offer?.tier ?? '',
    newsroom: newsroom.name,
    link: `${baseUrl}/redeem/${PLACE_OF_CODE}`,
    claimUntil: new Date(until),
    words: cardWords(text.language),
  };
}
