import { KnackError } from '../../../../shared/errors.ts';
import { createRandom, seedFrom } from '../../../../shared/numeric/index.ts';
import type { GameRef } from '../../ports.ts';
import type { Code, CodeSize } from './code.ts';

/** Sizes by their names. */
export const sizes: ReadonlyMap<string, CodeSize> = new Map([
  ['4x6', { length: 4, colours: 6 }],
  ['4x8', { length: 4, colours: 8 }],
  ['6x12', { length: 6, colours: 12 }],
]);

/** Codes of one size; each is a game. */
export interface MastermindGames {
  readonly size: CodeSize;
  readonly games: readonly GameRef[];
  /** Null where there is no such game. */
  codeOf(name: string): Code | null;
}

const form = /^mastermind:(\w+)(?::(\d+)-(\d+))?$/;
const lastNumber = 9999;

/** Whether a world is named so: `mastermind:SIZE` or `mastermind:SIZE:FIRST-LAST`. */
export function isMastermind(name: string): boolean {
  return name.startsWith('mastermind:');
}

/** The games of a name: of its size, by number; 1 to 100 where none is said. @throws KnackError WRONG_USE */
export function readMastermind(name: string): MastermindGames {
  const [, kind = '', from = '1', to = '100'] = form.exec(name) ?? [];
  const size = sizes.get(kind);
  const [first, last] = [Number(from), Number(to)];
  if (size === undefined || first < 1 || last < first || last > lastNumber) throw misnamed(name);
  const numbers = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  const named = new Map(numbers.map((number) => [`${kind}-${String(number).padStart(4, '0')}`, number]));
  return {
    size,
    games: [...named].map(([game, number]) => ({ name: game, taskType: kind, room: String(number) })),
    codeOf: (game) => {
      const number = named.get(game);
      return number === undefined ? null : drawCode(size, seedFrom(number, `code of ${kind}`));
    },
  };
}

function drawCode({ length, colours }: CodeSize, seed: number): Code {
  const random = createRandom(seed);
  return Array.from({ length }, () => random.whole(colours));
}

function misnamed(name: string): KnackError {
  return new KnackError({
    code: 'WRONG_USE',
    happened: `"${name}" names no codes to break.`,
    kept: 'Nothing was played.',
    todo: `Give mastermind:SIZE or mastermind:SIZE:FIRST-LAST; SIZE is one of ${[...sizes.keys()].join(', ')}, numbers are from 1 to ${lastNumber}.`,
  });
}
