import { useViewStore, type Theme } from '../state/index.ts';

const darkQuery = '(prefers-color-scheme: dark)';
const contrastQuery = '(prefers-contrast: more)';

/** The name of the colours: the system's wish for more contrast is one too. */
function coloursOf(theme: Theme): 'light' | 'dark' | 'contrast' {
  if (theme !== 'system') return theme;
  if (window.matchMedia(contrastQuery).matches) return 'contrast';
  return window.matchMedia(darkQuery).matches ? 'dark' : 'light';
}

/** Sets `data-theme` on the root element now, and whenever the choice or the system changes. */
export function applyTheme(): void {
  const show = (): void => {
    document.documentElement.dataset['theme'] = coloursOf(useViewStore.getState().theme);
  };
  show();
  useViewStore.subscribe(show);
  for (const query of [darkQuery, contrastQuery]) window.matchMedia(query).addEventListener('change', show);
}
