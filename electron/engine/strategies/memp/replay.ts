import type { MempGroup, MempUpdate, Outcome, Settings } from '../../../../shared/model/index.ts';
import { credit, creditedOf, isUseless, type Use } from './ledger.ts';
import { retrieve, seedOfTask, type Retrievable } from './retrieve.ts';

/** An episode on its way through the memory: what it is retrieved by, and what it would become. */
export interface Task extends Retrievable {
  readonly trajectoryId: string;
  readonly goal: string;
  readonly outcome: Outcome;
  /** An entry that another system's file brought, with the use that the file tells; it retrieves nothing. */
  readonly imported: Use | null;
  /** An episode without steps makes no entry. */
  readonly isEmpty: boolean;
}

export interface EntryState extends Use {
  readonly id: string;
  readonly group: number;
  readonly deletedIn: number | null;
}

/** One credit: an episode that an entry was retrieved for. */
export interface Credited {
  readonly entryId: string;
  readonly trajectoryId: string;
  readonly outcome: 'success' | 'failure';
}

export interface Replayed {
  readonly entries: readonly EntryState[];
  readonly groups: readonly MempGroup[];
  readonly credits: readonly Credited[];
}

export interface ReplayContext {
  readonly settings: Settings;
  /** Whether a failure of an entry has anything to teach it. */
  readonly canRewrite: (entryId: string) => boolean;
}

/**
 * Leads the episodes, in id order and in groups, past the memory as it grows: each retrieves from what the groups before it left, is
 * credited, and at the end of its group the memory is updated. Recorded episodes did not see the entries; a credit says what retrieval would
 * have been credited with. Rules Q9 to Q13.
 */
export function replayTasks(tasks: readonly Task[], context: ReplayContext): Replayed {
  const { settings } = context;
  const live = new Map<string, EntryState>();
  const gone: EntryState[] = [];
  const byId = new Map(tasks.map((task) => [task.id, task]));
  for (const { id, imported } of tasks)
    if (imported !== null) live.set(id, { id, ...imported, group: -1, deletedIn: null });
  const ran = tasks.filter(({ imported }) => imported === null);
  const groups: MempGroup[] = [];
  const credits: Credited[] = [];
  for (let from = 0; from < ran.length; from += settings.mempGroup) {
    const own = ran.slice(from, from + settings.mempGroup);
    const pool = [...live.keys()].flatMap((id) => byId.get(id) ?? []);
    const told = own.map((task) => lookUp(task, pool, settings));
    for (const { task, credited } of told) creditAll({ task, credited }, { live, credits });
    const group = planGroup({ index: groups.length, told, live }, context);
    const update = group[settings.mempUpdate];
    for (const id of update.delete) {
      const entry = live.get(id);
      if (entry !== undefined) gone.push({ ...entry, deletedIn: group.index });
      live.delete(id);
    }
    const added = new Set(update.add);
    for (const task of own)
      if (added.has(task.trajectoryId))
        live.set(task.id, { id: task.id, hits: 0, success: 0, group: group.index, deletedIn: null });
    groups.push(group);
  }
  return { entries: [...live.values(), ...gone].sort((a, b) => (a.id < b.id ? -1 : 1)), groups, credits };
}

interface LookedUp {
  readonly task: Task;
  readonly retrieved: number;
  readonly credited: readonly string[];
}

function lookUp(task: Task, pool: readonly Task[], settings: Settings): LookedUp {
  const found = retrieve(pool, task, {
    policy: settings.mempRetrieve,
    count: settings.mempCount,
    threshold: settings.mempThreshold,
    coverage: settings.mempCoverage,
    seed: seedOfTask(`${task.id} ${task.goal}`),
  }).map(({ id }) => id);
  return { task, retrieved: found.length, credited: creditedOf(found, settings.mempCredit) };
}

function creditAll(
  { task, credited }: Pick<LookedUp, 'task' | 'credited'>,
  { live, credits }: { readonly live: Map<string, EntryState>; readonly credits: Credited[] },
): void {
  const { outcome, trajectoryId } = task;
  if (outcome === 'unknown') return;
  for (const entryId of credited) {
    const entry = live.get(entryId);
    if (entry === undefined) continue;
    live.set(entryId, { ...entry, ...credit(entry, outcome) });
    credits.push({ entryId, trajectoryId, outcome });
  }
}

/** What each way of updating would do after a group; the one of the settings is then done. Rules Q11 to Q13. */
function planGroup(
  {
    index,
    told,
    live,
  }: { readonly index: number; readonly told: readonly LookedUp[]; readonly live: ReadonlyMap<string, EntryState> },
  { settings, canRewrite }: ReplayContext,
): MempGroup {
  const rule = { hits: settings.mempDeletionHits, rate: settings.mempDeletionRate };
  const useless = [...live.values()].filter((entry) => isUseless(entry, rule)).map(({ id }) => id);
  const adds = (wanted: (task: Task) => boolean): readonly string[] =>
    told.flatMap(({ task }) => (!task.isEmpty && wanted(task) ? [task.trajectoryId] : []));
  const successes = adds(({ outcome }) => outcome === 'success');
  const failed = told.flatMap(({ task, credited }) => (task.outcome === 'failure' ? credited : []));
  const rewrite = [...new Set(failed)].filter((id) => canRewrite(id) && !useless.includes(id)).sort();
  const plan = (add: readonly string[], rewritten: readonly string[]): MempUpdate => ({
    add,
    rewrite: rewritten,
    delete: useless.toSorted(),
  });
  return {
    index,
    tasks: told.map(({ task, retrieved, credited }) => ({ trajectoryId: task.trajectoryId, retrieved, credited })),
    vanilla: plan(
      adds(() => true),
      [],
    ),
    validation: plan(successes, []),
    adjustment: plan(successes, rewrite),
  };
}
