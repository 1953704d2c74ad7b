import type { MetaProcedure } from '../../../shared/model/index.ts';
import type { MemoryState } from './state.ts';

/** Procedures that a name lists before it ends in an ellipsis. */
const mostNamed = 4;

const known = new WeakMap<MemoryState, ReadonlyMap<string, string>>();

/**
 * What each meta-procedure is called, by its id [H4]: the wording of its kind of goal where goals that differ are put that way, or
 * half of all goals are; otherwise it holds what one episode asked for (a name, an address), and its procedures name it.
 */
export function metaNames(state: MemoryState): ReadonlyMap<string, string> {
  const before = known.get(state);
  if (before !== undefined) return before;
  const goals = new Map(state.derived.procedures.map(({ id, body }) => [id, body.goal]));
  const episodes = Map.groupBy(state.derived.evidence, (row) => row.itemId);
  const names = new Map(
    state.derived.metaProcedures.map((meta) => {
      const fits = wordingOf(meta.goal);
      const wordings = (episodes.get(meta.id) ?? []).map((row) => state.summaries.get(row.trajectoryId)?.goal ?? '');
      const fitting = wordings.filter((text) => fits(text));
      const isUsual = new Set(fitting.map(plain)).size > 1 || fitting.length * 2 >= wordings.length;
      return [meta.id, isUsual ? meta.goal : nameBySequence(meta, goals)];
    }),
  );
  known.set(state, names);
  return names;
}

/** Whether a goal is put in the words of a template, with something in place of each `{slot}`. One pass, whatever the text. */
function wordingOf(template: string): (goal: string) => boolean {
  const [first = '', ...others] = template.split(/\{[^{}]*\}/);
  return (text) => {
    const goal = plain(text);
    if (others.length === 0) return goal === first;
    if (!goal.startsWith(first)) return false;
    const last = others.at(-1) ?? '';
    let from = first.length + 1;
    for (const part of others.slice(0, -1)) {
      const at = goal.indexOf(part, from);
      if (at === -1) return false;
      from = at + part.length + 1;
    }
    return from <= goal.length - last.length && goal.endsWith(last);
  };
}

/** As a template is made: lower case, single spaces, of a long text the beginning. */
function plain(text: string): string {
  return text.slice(0, 2000).toLowerCase().replace(/\s+/g, ' ').trim();
}

/** `find_customer → get_order → issue_refund`: procedures in order, without their arguments, equal neighbours once. */
function nameBySequence(meta: MetaProcedure, goals: ReadonlyMap<string, string>): string {
  const parts = meta.sequence
    .map((id) => (goals.get(id) ?? '').replace(/\s*\(.*$/s, '').trim())
    .filter((part, index, all) => part !== '' && part !== all[index - 1]);
  if (parts.length === 0) return meta.goal;
  return [...parts.slice(0, mostNamed), ...(parts.length > mostNamed ? ['…'] : [])].join(' → ');
}
