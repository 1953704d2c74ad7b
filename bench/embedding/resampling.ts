import type { Answer } from './measure.ts';
import { createRandomStream } from '../../scripts/model/random.ts';

/** A difference of two shares with the middle 95 % of its resampled values. */
export interface Difference {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

const ROUNDS = 2000;
const SEED = 1;

/**
 * How much better `left` is than `right` on the same questions. Games are resampled with replacement, all questions of a game
 * together, since people who describe the same game say like things.
 */
export function compareByGames(
  left: readonly Answer[],
  right: readonly Answer[],
  isHit: (answer: Answer) => boolean,
): Difference {
  const games = new Map<string, { gain: number; questions: number }>();
  left.forEach((answer, index) => {
    const other = right[index];
    if (other === undefined) return;
    const game = games.get(answer.question.game) ?? { gain: 0, questions: 0 };
    game.gain += Number(isHit(answer)) - Number(isHit(other));
    game.questions += 1;
    games.set(answer.question.game, game);
  });
  const units = [...games.values()];
  const ratio = (sample: typeof units): number =>
    sample.reduce((sum, unit) => sum + unit.gain, 0) /
    Math.max(
      1,
      sample.reduce((sum, unit) => sum + unit.questions, 0),
    );
  const random = createRandomStream(SEED);
  const drawn = Array.from({ length: ROUNDS }, () =>
    ratio(units.map((unit) => units[random.below(units.length)] ?? unit)),
  );
  drawn.sort((one, other) => one - other);
  return {
    mean: ratio(units),
    low: drawn[Math.floor(ROUNDS * 0.025)] ?? 0,
    high: drawn[Math.floor(ROUNDS * 0.975)] ?? 0,
  };
}
