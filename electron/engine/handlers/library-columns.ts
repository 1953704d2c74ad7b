import type { LibraryColumns } from '../../../shared/contract/index.ts';
import { renderCondition } from '../../../shared/model/index.ts';
import type { MetaProcedure, Procedure } from '../../../shared/model/index.ts';
import { metaNames } from '../memory/index.ts';
import type { MemoryState } from '../memory/index.ts';

type Item = Procedure | MetaProcedure;

/** Meta-procedures, then procedures, each in id order: the places of the columns. */
function itemsOf({ derived }: MemoryState): readonly Item[] {
  return [...derived.metaProcedures, ...derived.procedures];
}

/** Proposals that wait, by what they would change. */
export function pendingOf({ derived }: MemoryState): ReadonlyMap<string, number> {
  const pending = new Map<string, number>();
  for (const { status, targetId } of derived.proposals) {
    if (status === 'pending') pending.set(targetId, (pending.get(targetId) ?? 0) + 1);
  }
  return pending;
}

/** Everything that the table of the library shows, as columns. */
export function libraryColumns(state: MemoryState): LibraryColumns {
  const items = itemsOf(state);
  const names = metaNames(state);
  const pending = pendingOf(state);
  const templates = new Map(state.derived.goals.map(({ id, template }) => [id, template]));
  const categories = new Map<string, number>();
  const placeOf = (category: string | null): number => {
    if (category === null) return -1;
    const name = templates.get(category) ?? category;
    const place = categories.get(name) ?? categories.size;
    categories.set(name, place);
    return place;
  };
  const category = items.map((item) => placeOf(mostServed(item)));
  const written = items.flatMap((item, place) => (hasWrittenGoal(item) ? [place] : []));
  const interval = items[0]?.posterior.interval ?? { kind: 'eti' as const, mass: 0.89 };
  return {
    ids: items.map(({ id }) => id),
    goals: items.map((item) => ('body' in item ? item.body.goal : (names.get(item.id) ?? item.goal))),
    kinds: items.map((item) => ('body' in item ? 'procedure' : 'meta')),
    statuses: items.map(({ status }) => status),
    pinned: items.map(({ pinned }) => pinned),
    pending: items.map(({ id }) => pending.get(id) ?? 0),
    means: items.map(({ posterior }) => posterior.mean),
    lows: items.map(({ posterior }) => posterior.interval.low),
    highs: items.map(({ posterior }) => posterior.interval.high),
    n: items.map(({ posterior }) => posterior.n),
    interval: { kind: interval.kind, mass: interval.mass },
    runs: items.map((item) => ('body' in item ? item.executions : item.episodes)),
    scores: items.map(({ score }) => score),
    steps: items.map((item) => ('body' in item ? item.body.steps.length : item.sequence.length)),
    category,
    categories: [...categories.keys()],
    ...(written.length === 0 ? {} : { written }),
  };
}

/** Whether the words of an item's goal are a model's. */
export function hasWrittenGoal(item: Procedure | MetaProcedure): boolean {
  return 'body' in item && (item.written ?? []).some(({ part }) => part === 'goal');
}

/** What each item is searched by, at its place: goal, steps and conditions; of a meta-procedure the goals of its procedures. */
export function libraryTexts(state: MemoryState): string[] {
  const names = metaNames(state);
  const goals = new Map(state.derived.procedures.map(({ id, body }) => [id, body.goal]));
  return itemsOf(state).map((item) => {
    if (!('body' in item))
      return lines([names.get(item.id) ?? item.goal, ...item.sequence.map((id) => goals.get(id) ?? '')]);
    const { goal, steps, preconditions, postconditions } = item.body;
    return lines([
      goal,
      ...steps.map(({ template }) => template),
      ...preconditions.map(renderCondition),
      ...postconditions.map(renderCondition),
    ]);
  });
}

function lines(texts: readonly string[]): string {
  return texts.join('\n').toLowerCase();
}

/** The kind of goal that an item serves most; the first of equals. */
function mostServed(item: Item): string | null {
  const counted = item.categories.map((entry) => ({
    category: entry.category,
    times: 'count' in entry ? entry.count : entry.episodes,
  }));
  let best: (typeof counted)[number] | null = null;
  for (const entry of counted) if (best === null || entry.times > best.times) best = entry;
  return best?.category ?? null;
}
