import { diffWordsWithSpace } from 'diff';
import type { ListChange, ListDiff } from '../../shared/model/index.ts';

/** One side of a line: what it says, and a remark (evidence, flags) that stands beside it. */
export interface DiffSide {
  readonly text: string;
  readonly note: string;
}

/** A line of a difference as it is drawn. `moved` holds positions counted from 1, for people. */
export interface DiffRow {
  readonly key: string;
  readonly kind: ListChange<unknown>['kind'];
  readonly before: DiffSide | null;
  readonly after: DiffSide | null;
  readonly moved: { readonly from: number; readonly to: number } | null;
  /** Something was found in what it says afterwards. */
  readonly isMarked: boolean;
}

/** Turns the changes of a list into lines; `show` says what an item looks like, `isMarked` whether one of the new list is marked. */
export function rowsOf<Item>(
  diff: ListDiff<Item>,
  show: (item: Item) => DiffSide,
  isMarked: (item: Item, to: number) => boolean = () => false,
): readonly DiffRow[] {
  return diff.map((change): DiffRow => {
    const key = `${'from' in change ? change.from : ''}-${'to' in change ? change.to : ''}`;
    const now = change.kind === 'changed' ? change.after : change.item;
    const common = { key, kind: change.kind, isMarked: change.kind !== 'removed' && isMarked(now, change.to) };
    switch (change.kind) {
      case 'added':
        return { ...common, before: null, after: show(now), moved: null };
      case 'removed':
        return { ...common, before: show(now), after: null, moved: null };
      case 'same':
        return { ...common, before: show(now), after: show(now), moved: null };
      case 'moved':
        return { ...common, before: show(now), after: show(now), moved: places(change) };
      case 'changed':
        return {
          ...common,
          before: show(change.before),
          after: show(now),
          moved: change.moved ? places(change) : null,
        };
    }
  });
}

/** The line of a goal. Where nothing was before it is new like all the rest; where nothing is left, it is gone. */
export function goalRow(before: string, after: string, isMarked = false): DiffRow {
  const kind = before === after ? 'same' : before === '' ? 'added' : after === '' ? 'removed' : 'changed';
  const side = (text: string): DiffSide => ({ text, note: '' });
  return {
    key: 'goal',
    kind,
    before: kind === 'added' ? null : side(before),
    after: kind === 'removed' ? null : side(after),
    moved: null,
    isMarked,
  };
}

function places({ from, to }: { readonly from: number; readonly to: number }): { from: number; to: number } {
  return { from: from + 1, to: to + 1 };
}

export interface Word {
  readonly text: string;
  readonly kind: 'same' | 'added' | 'removed';
}

/** The words of both texts in reading order; those of one side alone are marked. */
export function wordsOf(before: string, after: string): readonly Word[] {
  return diffWordsWithSpace(before, after).map(({ value, added, removed }) => ({
    text: value,
    kind: added ? 'added' : removed ? 'removed' : 'same',
  }));
}
