import { useViewStore, type Theme } from '../state/index.ts';

const darkQuery = '(prefers-color-scheme: dark)';

function isDark(theme: Theme): boolean {
  return theme === 'dark' || (theme === 'system' && window.matchMedia(darkQuery).matches);
}

/** Sets `data-theme` on the root element now, and whenever the choice or the system changes. */
export function applyTheme(): void {
  const show = (): void => {
    document.documentElement.dataset['theme'] = isDark(useViewStore.getState().theme) ? 'dark' : 'light';
  };
  show();
  useViewStore.subscribe(show);
  window.matchMedia(darkQuery).addEventListener('change', show);
}
