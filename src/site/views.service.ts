import { Injectable } from '@nestjs/common';
import { type Language, spokenLanguage } from '../common/languages.js';
import { Settings } from '../config/settings.js';
import { assetVersion } from './assets.js';
import { textFor } from './messages/text.js';
import type { View } from './view.js';

/** The house that every page stands in. */
@Injectable()
export class Views {
  private readonly version = assetVersion();

  constructor(private readonly settings: Settings) {}

  view(language: Language = spokenLanguage()): View {
    const { baseUrl, livemode, newsroomName, NEWSROOM_ACCENT } = this.settings;
    return {
      text: textFor(language),
      newsroom: { name: newsroomName, accent: NEWSROOM_ACCENT ?? null },
      baseUrl,
      assetVersion: this.version,
      livemode,
    };
  }
}
