import { isEntity, kindOf } from '../../abstraction/values.ts';
import { rebind } from './baselines.ts';
import type { ToldEpisode } from './lesson.ts';
import type { Moment } from './moments.ts';
import { formOf, type Sight } from './sight.ts';

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
 * that it names; what was told last under each predicate (the first, the last, the first that was not yet used so); things of
 * a form that was seen here (the same choices, and the one after the last used); what the successes with the nearest goals did
 * here, after such a step, and at the end, their values exchanged for those of this goal; and the very values that were seen here.
 */
export function findingsOf({ moment, sight, template, position, forms, constants, nearest }: Asked): readonly Finding[] {
  const { episode, at } = moment;
  const found: Finding[] = [];
  const say = (rule: string, value: string | undefined): void => {
    if (value !== undefined) found.push({ rule, value });
  };
  const used = new Set<string>();
  const lastOf = new Map<number, number>();
  for (let index = 0; index < at; index += 1) {
    const step = episode.steps[index];
    if (step === undefined) continue;
    lastOf.set(step.template, index);
    if (step.template === template) used.add(step.args[position]?.text ?? '');
  }
  for (let back = 1; back <= 3; back += 1)
    episode.steps[at - back]?.args.forEach(({ text }, place) => say(`back ${back} ${place}`, text));
  for (const [done, index] of lastOf)
    episode.steps[index]?.args.forEach(({ text }, place) => say(`last ${done} ${place}`, text));
  const choose = (rule: string, values: readonly string[]): void => {
    say(`${rule} first`, values[0]);
    if (values.length > 1) say(`${rule} last`, values.at(-1));
    say(`${rule} fresh`, values.find((value) => !used.has(value)));
    say(`${rule} newest`, values.findLast((value) => !used.has(value)));
  };
  episode.goal.values.forEach((value, place) => {
    say(`goal ${place}`, value);
    choose(`kind ${place}`, sight.ofForm(`${value} #`));
  });
  for (const [key, values] of sight.under()) choose(`told ${key}`, values);
  const previous = lastOf.get(template);
  const before = previous === undefined ? undefined : episode.steps[previous]?.args[position]?.text;
  if (before !== undefined && isEntity(before)) {
    const kind = kindOf(before);
    const number = Number(before.slice(kind.length));
    for (const step of [1, -1]) {
      const next = `${kind} ${number + step}`;
      if (sight.has(next)) say(`count ${step}`, next);
    }
  }
  for (const form of forms) if (form !== '') choose(`form ${form}`, sight.ofForm(form));
  const last = episode.steps[at - 1]?.template;
  nearest.forEach((other, rank) => {
    const take = (rule: string, index: number): void => {
      const step = other.steps[index];
      if (step?.template !== template) return;
      const text = step.args[position]?.text;
      if (text !== undefined) say(`near ${rank} ${rule}`, rebind(text, { from: other, to: episode, sight }));
    };
    take('here', at);
    take('end', other.steps.length - 1);
    if (last !== undefined) take('after', other.steps.findIndex((step) => step.template === last) + 1);
  });
  for (const value of constants) say(`is ${value}`, value);
  return found;
}

export { formOf };
