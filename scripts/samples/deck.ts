import { createRandom, type Random } from './random.ts';

/** How an agent behaves in one episode, how often, and whether that habit spoils the task. */
export interface Habit<H extends string> {
  readonly habit: H;
  readonly count: number;
  readonly spoils: boolean;
}

/** One episode to play: which habit, which round of recording, and whether the log breaks off. */
export interface Card<H extends string> {
  readonly habit: H;
  readonly batch: 'first' | 'second';
  readonly cutOff: boolean;
}

/** Share of episodes whose log breaks off, so that nobody knows how they ended. */
const CUT_OFF_SHARE = 0.05;
/**
 * Share of the second round among good and among spoiled runs. The difference is the spurious effect: the second
 * round has somewhat more careless agents, and its remark on the weather (or its greeting) goes along with that.
 */
const SECOND_ROUND_SHARE = { good: 0.47, spoiled: 0.56 } as const;

/**
 * A shuffled deck with exact counts: drawing each habit by chance would leave the size of a planted effect to luck.
 * Outcomes are not in the deck; the worlds compute them.
 */
export function dealDeck<H extends string>(seed: string, habits: readonly Habit<H>[]): Card<H>[] {
  const random = createRandom(seed);
  const good = habits.filter((entry) => !entry.spoils).flatMap(repeatHabit);
  const spoiled = habits.filter((entry) => entry.spoils).flatMap(repeatHabit);
  const dealt = random.shuffle([
    ...dealRounds(random, good, SECOND_ROUND_SHARE.good),
    ...dealRounds(random, spoiled, SECOND_ROUND_SHARE.spoiled),
  ]);
  const cutOff = Math.round(dealt.length * CUT_OFF_SHARE);
  return random.shuffle(dealt.map((card, index) => ({ ...card, cutOff: index < cutOff })));
}

function repeatHabit<H extends string>({ habit, count }: Habit<H>): H[] {
  return Array.from({ length: count }, () => habit);
}

function dealRounds<H extends string>(random: Random, habits: readonly H[], share: number): Card<H>[] {
  const second = Math.round(habits.length * share);
  return random.shuffle(habits).map((habit, index) => ({
    habit,
    batch: index < second ? 'second' : 'first',
    cutOff: false,
  }));
}
