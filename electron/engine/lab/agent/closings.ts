import type { Corpus } from '../../abstraction/corpus.ts';
import type { Progress } from './progress.ts';

/**
 * By template, the one that must come before it is used again, on what it was used on last: who holds one thing takes no other
 * before it is put down. What was opened and not closed yet stands in the way of the next.
 */
export type Closings = ReadonlyMap<number, number>;

/** Share of the times at which one came between, where one more is supposed; and how often it must have been seen. */
const [enough, leastTimes] = [0.9, 2];

interface Tally {
  times: number;
  readonly between: Map<number, number>;
}

export function learnClosings({ episodes }: Corpus, isDeed: (template: number) => boolean): Closings {
  const tallies = new Map<number, Tally>();
  for (const { steps } of episodes) count(steps, { isDeed, tallies });
  return new Map(
    [...tallies].flatMap(([template, { times, between }]) => {
      const [best] = [...between].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
      const isClosing = best !== undefined && times >= leastTimes && best[1] + 1 >= (times + 1) * enough;
      return isClosing ? [[template, best[0]] as const] : [];
    }),
  );
}

/** What was used on the same thing between two uses of a template. */
function count(
  steps: Corpus['episodes'][number]['steps'],
  { isDeed, tallies }: { readonly isDeed: (template: number) => boolean; readonly tallies: Map<number, Tally> },
): void {
  const last = new Map<number, { readonly thing: string; readonly since: Set<number> }>();
  for (const { template, args, refused } of steps) {
    const thing = args[0]?.text;
    if (refused || thing === undefined || !isDeed(template)) continue;
    const since = last.get(template)?.since;
    if (since !== undefined) addUse(tallies, template, since);
    const others = [...last].filter(([other, { thing: on }]) => other !== template && on === thing);
    for (const [, own] of others) own.since.add(template);
    last.set(template, { thing, since: new Set() });
  }
}

function addUse(tallies: Map<number, Tally>, template: number, since: ReadonlySet<number>): void {
  const tally = tallies.get(template) ?? { times: 0, between: new Map<number, number>() };
  tallies.set(template, tally);
  tally.times += 1;
  for (const other of since) tally.between.set(other, (tally.between.get(other) ?? 0) + 1);
}

/** What was done opens something, or closes it: what the other did with the same thing holds no more. */
export function noteClosing(
  { open, achieved }: Pick<Progress, 'open' | 'achieved'>,
  { template, args }: { readonly template: number; readonly args: readonly string[] },
  { closings, procedureOf }: { readonly closings: Closings; readonly procedureOf: (key: string) => readonly number[] },
): void {
  const [thing] = args;
  if (thing === undefined) return;
  const forget = (undone: number): void => {
    for (const key of achieved)
      if (key.split('\n').includes(thing) && procedureOf(key).includes(undone)) achieved.delete(key);
  };
  for (const [opener, closer] of closings) {
    if (opener === template) {
      forget(closer);
      open.set(template, args);
    } else if (closer === template && open.get(opener)?.[0] === thing) {
      forget(opener);
      open.delete(opener);
    }
  }
}
