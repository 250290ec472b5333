import { Injectable } from '@nestjs/common';
import { Progress, type Snapshot } from '../../campaigns/progress.service.js';
import type { Language } from '../../common/languages.js';
import { meterWords } from '../meter-words.js';
import { Views } from '../views.service.js';
import { badge } from './badge.js';
import { campaignPicture, HEIGHT, WIDTH } from './campaign-picture.js';
import { drawPng } from './draw-png.js';

const ACCENT = '#0a5c4a';

export interface Picture {
  etag: string;
  body: Promise<Buffer | string>;
}

type Kind = 'picture' | 'badge';

/** Pictures of campaigns and their numbers, each drawn once for a number, however many ask. */
@Injectable()
export class Pictures {
  private readonly drawn = new Map<string, Picture>();

  constructor(
    private readonly progress: Progress,
    private readonly views: Views,
  ) {}

  /** @throws NotFound */
  async of(slug: string, kind: Kind, language: Language): Promise<Picture> {
    const snapshot = await this.progress.snapshot(slug);
    const key = `${kind} ${language} ${slug}`;
    const known = this.drawn.get(key);
    if (known?.etag === snapshot.etag) return known;
    const picture = { etag: snapshot.etag, body: this.draw(snapshot, kind, language) };
    this.drawn.set(key, picture);
    // A failure must not be served again.
    picture.body.catch(() => this.drawn.get(key) === picture && this.drawn.delete(key));
    return picture;
  }

  private async draw(
    { body, words: own }: Snapshot,
    kind: Kind,
    language: Language,
  ): Promise<Buffer | string> {
    const { text, newsroom } = this.views.view(language);
    const accent = newsroom.accent ?? ACCENT;
    const words = meterWords(text, body);
    if (kind === 'badge') return badge(words, accent);
    const headline = own[language]?.headline ?? body.headline;
    const shapes = campaignPicture({ newsroom: newsroom.name, headline, accent, words });
    return drawPng(shapes, WIDTH, HEIGHT);
  }
}
