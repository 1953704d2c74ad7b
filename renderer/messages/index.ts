/**
 * All texts of the interface. One folder a language, one file an area: a view adds `en/<area>.json` and `de/<area>.json`,
 * names them in both `index.ts`, and reads them with `const t = useTranslations('<area>')` from use-intl (keys are
 * type-checked; a test compares keys and placeholders of the languages).
 * Placeholders are ICU: `{count, plural, one {# step} other {# steps}}`, `{mass, number, percent}`.
 */
import type {} from 'use-intl'; // What is declared below belongs to it.
import type { en } from './en/index.ts';

export { piecesOf, type MessageTree } from './message-parts.ts';

export type Messages = typeof en;

export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];
/** What a person wants: a language, or that of the system. */
export const languageWishes = ['system', ...languages] as const;
export type LanguageWish = (typeof languageWishes)[number];

/** Each language by its own name, so that whoever cannot read the others finds it. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };

declare module 'use-intl' {
  interface AppConfig {
    Messages: Messages;
    Locale: Language;
  }
}

/** The texts of a language, in a file of their own that is fetched when it is wanted. */
export async function loadMessages(language: Language): Promise<Messages> {
  switch (language) {
    case 'en':
      return (await import('./en/index.ts')).en;
    case 'de':
      return (await import('./de/index.ts')).de;
  }
}

/**
 * The language to show.
 *
 * @param system tags of the languages that the system or the browser prefers, best first: `de-AT`
 */
export function languageOf(wish: LanguageWish, system: readonly string[]): Language {
  if (wish !== 'system') return wish;
  const known = system.map((tag) => languages.find((language) => language === tag.toLowerCase().split('-')[0]));
  return known.find((language) => language !== undefined) ?? 'en';
}
