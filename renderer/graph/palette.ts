import { useSyncExternalStore } from 'react';

/** The colours of the page that a canvas and a saved file need: neither reads a stylesheet. */
export interface Palette {
  readonly surface: string;
  readonly text: string;
  readonly text2: string;
  readonly border: string;
  readonly edge: string;
  readonly accent: string;
  readonly warning: string;
  /** By step of the mean. */
  readonly means: readonly string[];
}

function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  return {
    surface: read('--surface'),
    text: read('--text'),
    text2: read('--text-2'),
    border: read('--border'),
    edge: read('--border-strong'),
    accent: read('--accent'),
    warning: read('--warning'),
    means: [0, 1, 2, 3, 4].map((step) => read(`--mean-${step}`)),
  };
}

let known: { readonly theme: string; readonly palette: Palette } | null = null;

function currentPalette(): Palette {
  const theme = document.documentElement.dataset['theme'] ?? '';
  if (known?.theme !== theme) known = { theme, palette: readPalette() };
  return known.palette;
}

function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}

/** The colours of the theme; drawn anew when it changes. */
export function usePalette(): Palette {
  return useSyncExternalStore(subscribe, currentPalette);
}

/** `share` (in [0, 1]) of a colour over another; both as `#rrggbb`. Anything else is taken as it is. */
export function mixColors(color: string, share: number, below: string): string {
  const [one, other] = [channels(color), channels(below)];
  if (one === null || other === null) return color;
  const mixed = one.map((value, index) => Math.round(value * share + (other[index] ?? 0) * (1 - share)));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

function channels(color: string): readonly number[] | null {
  const long = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color)?.slice(1);
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i
    .exec(color)
    ?.slice(1)
    .map((digit) => digit + digit);
  return (long ?? short)?.map((digits) => Number.parseInt(digits, 16)) ?? null;
}
