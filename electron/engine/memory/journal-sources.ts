import type { JournalEvent, Source } from '../../../shared/model/index.ts';

/** Every source that any event names, also one whose import was undone: its rows stay until they are purged. */
export function namedSources(events: readonly JournalEvent[]): readonly Source[] {
  const named = new Map<string, Source>();
  for (const { change } of events) {
    if (change.kind === 'sources-imported') for (const source of change.sources) named.set(source.id, source);
  }
  return [...named.values()];
}
