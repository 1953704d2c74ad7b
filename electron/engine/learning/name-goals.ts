import type { GoalCategories } from '../abstraction/goals.ts';
import { kindOf } from '../abstraction/values.ts';
import type { MinedProcedure } from '../procedures/index.ts';

/**
 * The templates of the goal categories with names in place of numbers: each place takes the name of the slot that was bound to
 * its value most often while such goals were pursued (`leave a warm {object} at a {place}`). A place that no slot took stays `{…}`.
 */
export function nameGoals(categories: GoalCategories, procedures: readonly MinedProcedure[]): readonly string[] {
  const tallies = categories.templates.map(() => new Map<number, Map<string, number>>());
  const places = categories.templates.map((template) => (template.match(/\{\d+\}/g) ?? []).length);
  for (const { executions } of procedures) {
    for (const { episode, bindings } of executions) {
      const goal = categories.goals[episode];
      if (goal === undefined || goal.values.length !== places[goal.category]) continue;
      countPlaces(tallies[goal.category], goal.values, bindings);
    }
  }
  return categories.templates.map((template, category) => fill(template, tallies[category] ?? new Map()));
}

type Tally = Map<number, Map<string, number>>;

function countPlaces(
  tally: Tally | undefined,
  values: readonly string[],
  bindings: Readonly<Record<string, string>>,
): void {
  for (const slot of Object.keys(bindings)) {
    const bound = bindings[slot] ?? '';
    const kind = kindOf(bound);
    const position = values.findIndex((value) => value === bound || value === kind);
    if (position >= 0) count(tally, position, slot);
  }
}

function count(tally: Tally | undefined, position: number, slot: string): void {
  const own = tally?.get(position);
  if (own === undefined) tally?.set(position, new Map([[slot, 1]]));
  else own.set(slot, (own.get(slot) ?? 0) + 1);
}

function fill(template: string, tally: ReadonlyMap<number, ReadonlyMap<string, number>>): string {
  const taken: string[] = [];
  return template.replace(/\{(\d+)\}/g, (_, digits: string) => {
    const ranked = [...(tally.get(Number(digits)) ?? [])].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    const name = ranked[0]?.[0] ?? '…';
    taken.push(name);
    const same = taken.filter((other) => other === name).length;
    return name === '…' || same === 1 ? `{${name}}` : `{${name}${same}}`;
  });
}
