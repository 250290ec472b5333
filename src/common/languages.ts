import { AsyncLocalStorage } from 'node:async_hooks';

/** The languages that readers are spoken to in. */
export const languages = ['en', 'uk'] as const;

export type Language = (typeof languages)[number];

/** The language of a BCP 47 tag (`uk-UA`); English for those that we do not speak. */
export function languageOf(locale: string): Language {
  return spokenHere(locale) ?? 'en';
}

/** The same; undefined for those that we do not speak. */
export function spokenHere(locale: string): Language | undefined {
  return languages.find((language) => language === locale.split('-')[0]);
}

const spoken = new AsyncLocalStorage<Language>();

/** Whatever answers one reader, however deep, answers in their language. */
export function speaking<T>(language: Language, work: () => T): T {
  return spoken.run(language, work);
}

/** Of the reader who is being answered; English where nobody waits. What is done later goes by the locale that was kept. */
export function spokenLanguage(): Language {
  return spoken.getStore() ?? 'en';
}
