import type { Random } from '../../../../shared/numeric/index.ts';
import { type Answer, type Code, type CodeSize, compareCodes, sharedColours } from './code.ts';

/** What was guessed, and what was told. */
export interface Guessed {
  readonly guess: Code;
  readonly answer: Answer;
}

/** How a demonstrator errs in one episode. */
export interface BreakerHabits {
  /** How many of the last answers it remembers; the others are guessed against. */
  readonly remembers: number;
  /** Chance a guess to guess the same once more. */
  readonly repeat: number;
  /** Gives up after so many guesses; null never. */
  readonly patience: number | null;
}

export const soundBreaker: BreakerHabits = { remembers: Infinity, repeat: 0, patience: null };

/** Habits of one episode of a demonstrator that errs: three of ten are nearly sound. */
export function drawBreaker(random: Random): BreakerHabits {
  if (random.uniform() < 0.3) return { ...soundBreaker, repeat: 0.05 };
  const patience = random.uniform() < 0.3 ? 4 + random.whole(8) : null;
  return { remembers: 1 + random.whole(2), repeat: 0.1, patience };
}

/** Guesses codes that all answers so far allow, drawn anew each time. */
export class CodeBreaker {
  readonly #size: CodeSize;
  readonly #habits: BreakerHabits;
  readonly #random: Random;
  readonly #known: Guessed[] = [];

  constructor(size: CodeSize, habits: BreakerHabits, random: Random) {
    this.#size = size;
    this.#habits = habits;
    this.#random = random;
  }

  /** Null gives up. */
  next(): Code | null {
    const { remembers, repeat, patience } = this.#habits;
    if (patience !== null && this.#known.length >= patience) return null;
    const last = this.#known.at(-1);
    if (last !== undefined && this.#random.uniform() < repeat) return last.guess;
    return drawConsistent(this.#size, this.#known.slice(-remembers), this.#random);
  }

  observe(guess: Code, answer: Answer): void {
    this.#known.push({ guess, answer });
  }
}

/**
 * A code that would have had these answers to these guesses; null where there is none. Places and colours are tried in a
 * drawn order, and what the places so far rule out is left.
 */
export function drawConsistent({ length, colours }: CodeSize, known: readonly Guessed[], random: Random): Code | null {
  const orders = Array.from({ length }, () => random.shuffle(Array.from({ length: colours }, (_, colour) => colour)));
  const extend = (begun: Code): Code | null => {
    if (begun.length === length) return begun;
    for (const colour of orders[begun.length] ?? []) {
      const code = [...begun, colour];
      const found = known.every((each) => isOpen(code, each)) ? extend(code) : null;
      if (found !== null) return found;
    }
    return null;
  };
  return extend([]);
}

/** Whether the beginning of a code can go on to one that has the answer. */
function isOpen(begun: Code, { guess, answer }: Guessed): boolean {
  const left = guess.length - begun.length;
  const { inPlace } = compareCodes(begun, guess.slice(0, begun.length));
  const shared = sharedColours(begun, guess);
  const wanted = answer.inPlace + answer.elsewhere;
  const isWithin = (has: number, wants: number): boolean => has <= wants && has + left >= wants;
  return isWithin(inPlace, answer.inPlace) && isWithin(shared, wanted);
}
