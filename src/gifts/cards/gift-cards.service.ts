import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Readable } from 'node:stream';
import { DataSource } from 'typeorm';
import { fault } from '../../common/faults.js';
import { DomainError, NotFound } from '../../common/errors.js';
import { Settings } from '../../config/settings.js';
import { Gift } from '../gift.js';
import { type GivenGift, GiftsOfGiver } from '../gifts-of-giver.service.js';
import { a6Card } from './a6-card.js';
import type { Card } from './card.js';
import { cardWords } from './card-words.js';
import type { Sheet } from './drawing.js';
import { foldedCard } from './folded-card.js';

/** A postcard of 105 × 148 mm, or a sheet to be folded twice. */
export const cardFormats = ['a4', 'a6'] as const;
export type CardFormat = (typeof cardFormats)[number];

/** SESSION_SECRET was changed since: the link is valid still, but cannot be worked out again. */
export class CardOutOfDate extends DomainError {
  readonly code = 'card_out_of_date';
  readonly status = 409;

  constructor() {
    super(fault('gift.card.old'));
  }
}

const HOUSE_COLOUR = '#0a5c4a';

/** Cards to print, for gifts that their givers hand on themselves. */
@Injectable()
export class GiftCards {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly given: GiftsOfGiver,
    private readonly settings: Settings,
  ) {}

  /** The card of one gift as a PDF. @throws NotFound, CardOutOfDate */
  async one(purchaseId: string, place: number, format: CardFormat): Promise<Readable> {
    return this.print(await this.toHandOn(purchaseId, place), format);
  }

  /** The cards of all gifts of an order in one PDF. @throws NotFound, CardOutOfDate */
  async all(purchaseId: string, format: CardFormat): Promise<Readable> {
    return this.print(await this.toHandOn(purchaseId), format);
  }

  private async print(gifts: GivenGift[], format: CardFormat): Promise<Readable> {
    const [first] = gifts;
    if (!first) throw new NotFound();
    const cards = gifts.map((gift) => this.cardOf(gift));
    const { words, newsroom, giverName } = this.cardOf(first);
    const title = words.t(gifts.length > 1 ? 'card.title.all' : 'card.title', { giver: giverName });
    const accent = this.settings.NEWSROOM_ACCENT ?? HOUSE_COLOUR;
    // A fifth of a second to load: the first card waits for it, not the start.
    const { writePdf } = await import('./write-pdf.js');
    return writePdf(sheetsOf(cards, format), { title, author: newsroom, accent });
  }

  /** Those without an address, and those whose e-mail came back, which nobody has accepted yet. */
  private async toHandOn(purchaseId: string, place?: number): Promise<GivenGift[]> {
    const { livemode } = this.settings;
    const gifts = await this.dataSource
      .getRepository(Gift)
      .find({ where: { purchaseId, livemode, ...(place ? { place } : {}) }, order: { place: 'asc' } });
    return gifts
      .map((gift) => this.given.describe(gift))
      .filter(({ state }) => state === 'handed' || state === 'undeliverable');
  }

  private cardOf({ gift, link }: GivenGift): Card {
    if (!link) throw new CardOutOfDate();
    const { giverName, recipientName, message, months, tier, claimUntil } = gift;
    const newsroom = this.settings.newsroomName;
    const words = cardWords(gift.locale);
    return { giverName, recipientName, message, months, tier, claimUntil, newsroom, link, words };
  }
}

/** Drawn one after the other, as the printing goes on. */
function* sheetsOf(cards: Card[], format: CardFormat): Generator<Sheet> {
  for (const card of cards) yield* format === 'a6' ? a6Card(card) : foldedCard(card);
}
