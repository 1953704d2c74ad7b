import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';

export interface GridKeysOptions {
  readonly count: number;
  /** Headings are passed over. */
  isRow(index: number): boolean;
  /** Rows that a Page key moves by. */
  readonly page: number;
  scrollTo(index: number): void;
  open(index: number): void;
}

export interface GridKeys {
  readonly active: number;
  setActive(index: number): void;
  /** Goes on the active row, so that it can be focused once it is drawn. */
  readonly focusRef: RefObject<HTMLTableRowElement | null>;
  onKeyDown(event: KeyboardEvent): void;
}

/** A roving tab stop over rows of which most are not in the document. */
export function useGridKeys({ count, isRow, page, scrollTo, open }: GridKeysOptions): GridKeys {
  const [chosen, setChosen] = useState(0);
  const focusRef = useRef<HTMLTableRowElement | null>(null);
  const wantsFocus = useRef(false);
  const active = nearestRow(Math.min(chosen, count - 1), 1, { count, isRow }) ?? 0;

  useEffect(() => {
    if (!wantsFocus.current || focusRef.current === null) return;
    wantsFocus.current = false;
    focusRef.current.focus({ preventScroll: true });
  });

  const moveTo = (index: number, direction: 1 | -1): void => {
    const target = nearestRow(Math.max(0, Math.min(count - 1, index)), direction, { count, isRow });
    if (target === null) return;
    wantsFocus.current = true;
    setChosen(target);
    scrollTo(target);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    switch (event.key) {
      case 'ArrowDown':
        moveTo(active + 1, 1);
        break;
      case 'ArrowUp':
        moveTo(active - 1, -1);
        break;
      case 'PageDown':
        moveTo(active + page, -1);
        break;
      case 'PageUp':
        moveTo(active - page, 1);
        break;
      case 'Home':
        moveTo(0, 1);
        break;
      case 'End':
        moveTo(count - 1, -1);
        break;
      case 'Enter':
        if (event.target !== focusRef.current) return;
        open(active);
        break;
      default:
        return;
    }
    event.preventDefault();
  };
  return { active, setActive: setChosen, focusRef, onKeyDown };
}

function nearestRow(from: number, direction: 1 | -1, lines: Pick<GridKeysOptions, 'count' | 'isRow'>): number | null {
  for (let index = from; index >= 0 && index < lines.count; index += direction) {
    if (lines.isRow(index)) return index;
  }
  for (let index = from; index >= 0 && index < lines.count; index -= direction) {
    if (lines.isRow(index)) return index;
  }
  return null;
}
