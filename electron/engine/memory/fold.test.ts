import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../shared/model/index.ts';
import type { Change, JournalEvent } from '../../../shared/model/index.ts';
import { chainEvent } from '../identity/index.ts';
import { foldJournal } from './fold.ts';

const created: Change = { kind: 'memory-created', strategy: 'macla', settings: defaultSettings };
const pin = (itemId: string): Change => ({ kind: 'item-pinned', itemId, pinned: true });
const undo = (seq: number): Change => ({ kind: 'undone', seq });
const imported = (...ids: string[]): Change => ({
  kind: 'sources-imported',
  sources: ids.map((id) => ({ id, name: id, format: 'f', bytes: 1, trajectories: 1 })),
});

function journal(...changes: readonly Change[]): readonly JournalEvent[] {
  const events: JournalEvent[] = [];
  for (const change of [created, ...changes]) {
    events.push(chainEvent(events.at(-1) ?? null, { at: '2026-01-01T00:00:00.000Z', cause: 'person', change }));
  }
  return events;
}

const pins = (events: readonly JournalEvent[]): readonly string[] =>
  foldJournal(events).decisions.map((event) => (event.change.kind === 'item-pinned' ? event.change.itemId : '?'));

describe('the fold of the journal', () => {
  it('has nothing to undo in a new memory [J4]', () => {
    expect(foldJournal(journal())).toMatchObject({ undo: null, redo: null, sources: [], decisions: [] });
  });

  it('takes back the last standing change, and brings it back [J4, J5]', () => {
    const once = journal(pin('a'), pin('b'), undo(3));
    expect(pins(once)).toEqual(['a']);
    expect(foldJournal(once)).toMatchObject({ undo: { seq: 2 }, redo: { seq: 4 } });
    const twice = journal(pin('a'), pin('b'), undo(3), undo(2));
    expect(pins(twice)).toEqual([]);
    expect(foldJournal(twice)).toMatchObject({ undo: null, redo: { seq: 5 } });
    const back = journal(pin('a'), pin('b'), undo(3), undo(2), undo(5));
    expect(pins(back)).toEqual(['a']);
    expect(foldJournal(back)).toMatchObject({ undo: { seq: 2 }, redo: { seq: 4 } });
    const both = journal(pin('a'), pin('b'), undo(3), undo(2), undo(5), undo(4));
    expect(pins(both)).toEqual(['a', 'b']);
    expect(foldJournal(both)).toMatchObject({ undo: { seq: 3 }, redo: null });
  });

  it('forgets what could be redone once something else changes [J5]', () => {
    const events = journal(pin('a'), undo(2), pin('b'));
    expect(pins(events)).toEqual(['b']);
    expect(foldJournal(events)).toMatchObject({ undo: { seq: 4 }, redo: null });
  });

  it('takes the sources of an undone import out of the state [J6]', () => {
    expect(foldJournal(journal(imported('z', 'a'), imported('m'))).sources.map((at) => at.source.id)).toEqual([
      'a',
      'm',
      'z',
    ]);
    expect(foldJournal(journal(imported('z', 'a'), imported('m'), undo(2))).sources.map((at) => at.source.id)).toEqual([
      'm',
    ]);
  });

  it('gives the settings of the last standing change', () => {
    const after = { ...defaultSettings, lambda: 0.25 };
    const change: Change = { kind: 'settings-changed', before: defaultSettings, after };
    expect(foldJournal(journal(change)).settings.lambda).toBe(0.25);
    expect(foldJournal(journal(change, undo(2))).settings).toEqual(defaultSettings);
  });
});
