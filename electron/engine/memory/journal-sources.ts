import type { JournalEvent, Source } from '../../../shared/model/index.ts';

/** Every source that any event names and none forgot, also one whose import was undone: its rows stay, so that a redo needs no file. */
export function namedSources(events: readonly JournalEvent[]): readonly Source[] {
  const named = new Map<string, Source>();
  for (const { change } of events) {
    if (change.kind === 'sources-imported') for (const source of change.sources) named.set(source.id, source);
    if (change.kind === 'source-unlearned') named.delete(change.sourceId);
  }
  return [...named.values()];
}
