import type { ReactNode } from 'react';
import './layout.css';

export interface BadgeProps {
  readonly tone?: 'neutral' | 'accent' | 'success' | 'failure' | 'warning' | 'danger';
  readonly title?: string;
  readonly children: ReactNode;
}

export function Badge({ tone = 'neutral', title, children }: BadgeProps) {
  return (
    <span className="badge" data-tone={tone} title={title}>
      {children}
    </span>
  );
}

/** On a Mac the command key is what Ctrl is elsewhere. */
export const isMac = typeof navigator !== 'undefined' && /mac/i.test(navigator.platform);

const keyNames: Readonly<Record<string, string>> = {
  $mod: isMac ? '⌘' : 'Ctrl',
  Shift: isMac ? '⇧' : 'Shift',
  Alt: isMac ? '⌥' : 'Alt',
  Backspace: '⌫',
  Enter: '↵',
  Escape: 'Esc',
  Space: 'Space',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
};

/** Splits a binding in tinykeys' words into what stands on the keys: `$mod+Shift+z` gives Ctrl, Shift, Z. */
export function keyLabels(keys: string): readonly string[] {
  return keys.split(' ').flatMap((press) =>
    press
      .replace('Shift+?', '?') // The question mark says by itself that Shift is held.
      .split('+')
      .map((key) => keyNames[key] ?? (key.length === 1 ? key.toUpperCase() : key)),
  );
}

/** A binding as text, e.g. for a tooltip. */
export function keyText(keys: string): string {
  return keyLabels(keys).join(' ');
}

/** What stands on the keys; nothing for a command without. */
export function Keys({ keys }: { readonly keys: string | undefined }) {
  if (keys === undefined) return null;
  return (
    <span className="keys">
      {keyLabels(keys).map((label, index) => (
        <kbd key={index} className="kbd">
          {label}
        </kbd>
      ))}
    </span>
  );
}
