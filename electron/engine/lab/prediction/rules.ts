import { isEntity, kindOf } from '../../abstraction/values.ts';
import type { ToldEpisode } from './lesson.ts';
import type { Moment } from './moments.ts';
import { rebind } from './rebind.ts';
import type { Sight } from './sight.ts';

/** A way in which an argument may be found, and what it finds at a moment. */
export interface Finding {
  readonly rule: string;
  readonly value: string;
}

export interface Asked {
  readonly moment: Moment;
  readonly sight: Sight;
  readonly template: number;
  readonly position: number;
  /** Forms and values that the memory has seen in this place. */
  readonly forms: Iterable<string>;
  readonly constants: Iterable<string>;
  /** Successes with the nearest goals. */
  readonly nearest: readonly ToldEpisode[];
}

/**
 * What could stand in a place of the next action: what stood in the last steps; what the goal names, and the things of the kinds
 * that it names; what was told last under each predicate (the first, the last, the first and the last that were not yet used so);
 * things of a form that was seen here (the same choices, and the one before and after the last used); what the successes with the
 * nearest goals did here, after such a step, and at the end, their values exchanged for those of this goal; and the very values
 * that were seen here.
 */
export function findingsOf(asked: Asked): readonly Finding[] {
  const { sight, forms, constants, moment } = asked;
  const { used, lastOf } = historyOf(asked);
  const found: Finding[] = [];
  const say: Say = (rule, value) => {
    if (value !== undefined) found.push({ rule, value });
  };
  const choose: Choose = (rule, values) => {
    say(`${rule} first`, values[0]);
    if (values.length > 1) say(`${rule} last`, values.at(-1));
    say(
      `${rule} fresh`,
      values.find((value) => !used.has(value)),
    );
    say(
      `${rule} newest`,
      values.findLast((value) => !used.has(value)),
    );
  };
  sayDone(asked, lastOf, say);
  moment.episode.goal.values.forEach((value, place) => {
    say(`goal ${place}`, value);
    choose(`kind ${place}`, sight.ofForm(`${value} #`));
  });
  for (const [key, values] of sight.under()) choose(`told ${key}`, values);
  sayNeighbours(asked, lastOf, say);
  for (const form of forms) if (form !== '') choose(`form ${form}`, sight.ofForm(form));
  sayNearest(asked, say);
  for (const value of constants) say(`is ${value}`, value);
  return found;
}

type Say = (rule: string, value: string | undefined) => void;
type Choose = (rule: string, values: readonly string[]) => void;

/** The last step of each template, and the values that stood in the asked place. */
function historyOf({ moment, template, position }: Asked): {
  readonly used: ReadonlySet<string>;
  readonly lastOf: ReadonlyMap<number, number>;
} {
  const used = new Set<string>();
  const lastOf = new Map<number, number>();
  for (const [index, step] of moment.episode.steps.slice(0, moment.at).entries()) {
    lastOf.set(step.template, index);
    if (step.template === template) used.add(step.args[position]?.text ?? '');
  }
  return { used, lastOf };
}

const BACK = 3;

function sayDone({ moment }: Asked, lastOf: ReadonlyMap<number, number>, say: Say): void {
  const { episode, at } = moment;
  for (let back = 1; back <= BACK; back += 1)
    episode.steps[at - back]?.args.forEach(({ text }, place) => say(`back ${back} ${place}`, text));
  for (const [done, index] of lastOf)
    episode.steps[index]?.args.forEach(({ text }, place) => say(`last ${done} ${place}`, text));
}

/** The thing with the next or the previous number. */
function sayNeighbours(
  { moment, sight, template, position }: Asked,
  lastOf: ReadonlyMap<number, number>,
  say: Say,
): void {
  const before = moment.episode.steps[lastOf.get(template) ?? -1]?.args[position]?.text;
  if (before === undefined || !isEntity(before)) return;
  const kind = kindOf(before);
  const number = Number(before.slice(kind.length));
  for (const step of [1, -1]) {
    const next = `${kind} ${number + step}`;
    if (sight.has(next)) say(`count ${step}`, next);
  }
}

function sayNearest({ moment, sight, template, position, nearest }: Asked, say: Say): void {
  const { episode, at } = moment;
  const last = episode.steps[at - 1]?.template;
  nearest.forEach((other, rank) => {
    const take = (rule: string, index: number): void => {
      const step = other.steps[index];
      const text = step?.template === template ? step.args[position]?.text : undefined;
      if (text !== undefined) say(`near ${rank} ${rule}`, rebind(text, { from: other, to: episode, sight }));
    };
    take('here', at);
    take('end', other.steps.length - 1);
    const same = last === undefined ? -1 : other.steps.findIndex((step) => step.template === last);
    if (same >= 0) take('after', same + 1);
  });
}
