import { create } from 'zustand';

export const themes = ['system', 'light', 'dark', 'contrast'] as const;
export type Theme = (typeof themes)[number];

/** What is remembered between starts of the application. */
interface Preferences {
  readonly theme: Theme;
  /** Shortcuts of one letter can be switched off (WCAG 2.1.4). */
  readonly singleKeys: boolean;
}

interface ViewState extends Preferences {
  readonly paletteOpen: boolean;
  readonly shortcutsOpen: boolean;
  setTheme(theme: Theme): void;
  setSingleKeys(on: boolean): void;
  setPaletteOpen(open: boolean): void;
  setShortcutsOpen(open: boolean): void;
}

const storageKey = 'knack.preferences';

function readPreferences(): Preferences {
  const fallback: Preferences = { theme: 'system', singleKeys: true };
  try {
    const stored: unknown = JSON.parse(window.localStorage.getItem(storageKey) ?? '{}');
    if (typeof stored !== 'object' || stored === null) return fallback;
    const theme = 'theme' in stored ? themes.find((known) => known === stored.theme) : undefined;
    const singleKeys = 'singleKeys' in stored ? stored.singleKeys !== false : true;
    return { theme: theme ?? fallback.theme, singleKeys };
  } catch {
    return fallback;
  }
}

function keep(preferences: Preferences): void {
  try {
    window.localStorage.setItem(storageKey, JSON.stringify(preferences));
  } catch {
    // A browser without storage forgets the theme, and nothing else.
  }
}

/** State of the view that is neither engine data (query cache) nor worth sharing (address). */
export const useViewStore = create<ViewState>()((set, get) => ({
  ...readPreferences(),
  paletteOpen: false,
  shortcutsOpen: false,
  setTheme: (theme) => {
    set({ theme });
    keep({ theme, singleKeys: get().singleKeys });
  },
  setSingleKeys: (singleKeys) => {
    set({ singleKeys });
    keep({ theme: get().theme, singleKeys });
  },
  setPaletteOpen: (paletteOpen) => set({ paletteOpen }),
  setShortcutsOpen: (shortcutsOpen) => set({ shortcutsOpen }),
}));
