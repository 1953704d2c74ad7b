import { create } from 'zustand';
import { languageWishes, type LanguageWish } from '../messages/index.ts';

export const themes = ['system', 'light', 'dark', 'contrast'] as const;
export type Theme = (typeof themes)[number];

/** What is remembered between starts of the application. */
interface Preferences {
  readonly theme: Theme;
  readonly language: LanguageWish;
  /** Shortcuts of one letter can be switched off (WCAG 2.1.4). */
  readonly singleKeys: boolean;
  /** Keys of commands that a person changed, by the command's id; '' for none. */
  readonly keys: Readonly<Record<string, string>>;
}

interface ViewState extends Preferences {
  readonly paletteOpen: boolean;
  readonly shortcutsOpen: boolean;
  setTheme(theme: Theme): void;
  setLanguage(language: LanguageWish): void;
  setSingleKeys(on: boolean): void;
  /** null gives a command its usual keys back. */
  setKeys(id: string, keys: string | null): void;
  setPaletteOpen(open: boolean): void;
  setShortcutsOpen(open: boolean): void;
}

const storageKey = 'knack.preferences';
const fallback: Preferences = { theme: 'system', language: 'system', singleKeys: true, keys: {} };

function readPreferences(): Preferences {
  try {
    const stored: unknown = JSON.parse(window.localStorage.getItem(storageKey) ?? '{}');
    if (typeof stored !== 'object' || stored === null) return fallback;
    return {
      theme: ('theme' in stored ? themes.find((known) => known === stored.theme) : undefined) ?? fallback.theme,
      language:
        ('language' in stored ? languageWishes.find((known) => known === stored.language) : undefined) ??
        fallback.language,
      singleKeys: 'singleKeys' in stored ? stored.singleKeys !== false : fallback.singleKeys,
      keys: 'keys' in stored ? readKeys(stored.keys) : fallback.keys,
    };
  } catch {
    return fallback;
  }
}

function readKeys(stored: unknown): Preferences['keys'] {
  if (typeof stored !== 'object' || stored === null) return fallback.keys;
  return Object.fromEntries(
    Object.entries(stored).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function keep({ theme, language, singleKeys, keys }: Preferences): void {
  try {
    window.localStorage.setItem(storageKey, JSON.stringify({ theme, language, singleKeys, keys }));
  } catch {
    // A browser without storage forgets the theme, and nothing else.
  }
}

/** State of the view that is neither engine data (query cache) nor worth sharing (address). */
export const useViewStore = create<ViewState>()((set, get) => {
  const prefer = (change: Partial<Preferences>): void => {
    set(change);
    keep(get());
  };
  return {
    ...readPreferences(),
    paletteOpen: false,
    shortcutsOpen: false,
    setTheme: (theme) => prefer({ theme }),
    setLanguage: (language) => prefer({ language }),
    setSingleKeys: (singleKeys) => prefer({ singleKeys }),
    setKeys: (id, own) => {
      const { [id]: _, ...others } = get().keys;
      prefer({ keys: own === null ? others : { ...others, [id]: own } });
    },
    setPaletteOpen: (paletteOpen) => set({ paletteOpen }),
    setShortcutsOpen: (shortcutsOpen) => set({ shortcutsOpen }),
  };
});
