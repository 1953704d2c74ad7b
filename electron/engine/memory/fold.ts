import { defaultPolicy, defaultSettings, reviewPolicySchema, settingsSchema } from '../../../shared/model/index.ts';
import type { Change, JournalEvent, ReviewPolicy, Settings } from '../../../shared/model/index.ts';
import type { SourceAt } from '../learning/index.ts';

/** A step that `undo` or `redo` would take: the event that it names, and the change that goes or comes back. */
export interface Turn {
  readonly seq: number;
  readonly change: Change;
}

/** What the journal says, once undoing is worked out. SPEC J3 to J6. */
export interface Folded {
  /** Sources that stand, in id order, each with the event that brought it and its hash. */
  readonly sources: readonly (SourceAt & { readonly hash: string })[];
  /** Events that stand and are decisions of a person or a policy, in order of seq. */
  readonly decisions: readonly JournalEvent[];
  readonly settings: Settings;
  readonly policy: ReviewPolicy;
  readonly undo: Turn | null;
  readonly redo: Turn | null;
  /** The source whose un-learning stands right before: nothing is undone across it [U5]. */
  readonly barrier: string | null;
}

/** The fold of the journal. Pure; `events` in order of seq. */
export function foldJournal(events: readonly JournalEvent[]): Folded {
  const { undone, redo } = workOutUndo(events);
  const standing = events.filter((event) => event.change.kind !== 'undone' && !undone.has(event.seq));
  const last = standing.findLast((event) => event.change.kind !== 'memory-created');
  const barrier = last?.change.kind === 'source-unlearned' ? last.change.name : null;
  return {
    sources: standingSources(standing),
    decisions: standing.filter((event) => isDecision(event.change)),
    settings: currentSettings(standing),
    policy: currentPolicy(standing),
    undo: last === undefined || barrier !== null ? null : { seq: last.seq, change: last.change },
    redo,
    barrier,
  };
}

const noDecisions: readonly Change['kind'][] = [
  'memory-created',
  'sources-imported',
  'source-unlearned',
  'decision-forgotten',
  'settings-changed',
  'policy-changed',
  'undone',
];

function isDecision(change: Change): boolean {
  return !noDecisions.includes(change.kind);
}

/**
 * Which events are taken back, and what a redo would bring back. An undo is an event; undoing that event is the
 * redo. A new change of another kind leaves nothing to redo [J5].
 */
function workOutUndo(events: readonly JournalEvent[]): { undone: ReadonlySet<number>; redo: Turn | null } {
  const bySeq = new Map(events.map((event) => [event.seq, event]));
  const undone = new Set<number>();
  const redos: Turn[] = [];
  for (const event of events) {
    if (event.change.kind !== 'undone') {
      redos.length = 0;
      continue;
    }
    const target = bySeq.get(event.change.seq);
    if (target === undefined || target.change.kind === 'source-unlearned') continue;
    if (target.change.kind === 'undone') {
      undone.delete(target.change.seq);
      redos.pop();
    } else {
      undone.add(target.seq);
      redos.push({ seq: event.seq, change: target.change });
    }
  }
  return { undone, redo: redos.at(-1) ?? null };
}

function standingSources(standing: readonly JournalEvent[]): Folded['sources'] {
  const found = new Map<string, Folded['sources'][number]>();
  for (const { seq, hash, change } of standing) {
    if (change.kind === 'source-unlearned') found.delete(change.sourceId);
    if (change.kind !== 'sources-imported') continue;
    for (const source of change.sources) if (!found.has(source.id)) found.set(source.id, { source, seq, hash });
  }
  return [...found.values()].sort((a, b) => (a.source.id < b.source.id ? -1 : 1));
}

/** The policy of the last event that set one: off before that. */
function currentPolicy(standing: readonly JournalEvent[]): ReviewPolicy {
  const change = standing.findLast((event) => event.change.kind === 'policy-changed')?.change;
  return change?.kind === 'policy-changed' ? reviewPolicySchema.parse(change.after) : defaultPolicy;
}

/** Settings are parsed again: an event of an older Knack lacks what was added since, and gets its default. */
function currentSettings(standing: readonly JournalEvent[]): Settings {
  const change = standing.findLast(
    (event) => event.change.kind === 'settings-changed' || event.change.kind === 'memory-created',
  )?.change;
  if (change?.kind === 'settings-changed') return settingsSchema.parse(change.after);
  if (change?.kind === 'memory-created') return settingsSchema.parse(change.settings);
  return defaultSettings;
}
