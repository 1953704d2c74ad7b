/**
 * All texts of the interface. One folder a language, one file an area: a view adds `en/<area>.json`, names it in
 * `en/index.ts`, and reads it with `const t = useTranslations('<area>')` from use-intl (keys are type-checked).
 * Placeholders are ICU: `{count, plural, one {# step} other {# steps}}`, `{mass, number, percent}`.
 */
import type {} from 'use-intl'; // What is declared below belongs to it.
import { en } from './en/index.ts';

export type Messages = typeof en;
export type Language = 'en';

declare module 'use-intl' {
  interface AppConfig {
    Messages: Messages;
    Locale: Language;
  }
}

export const messagesOf: Readonly<Record<Language, Messages>> = { en };
