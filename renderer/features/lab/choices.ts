import type { LabDesk } from '../../../shared/contract/index.ts';

/** A game as the engine lists it. */
export interface Game {
  readonly name: string;
  readonly taskType: string | null;
}

/** Games by kind of task, kinds in code-unit order; '' where a game has none. */
export function kindsOf(games: readonly Game[]): readonly { readonly kind: string; readonly count: number }[] {
  const groups = Map.groupBy(games, ({ taskType }) => taskType ?? '');
  return [...groups.keys()].toSorted().map((kind) => ({ kind, count: groups.get(kind)?.length ?? 0 }));
}

/**
 * The names of the games that are played: those of the kinds that are wanted, at most so many, evenly from all of them, so that
 * few games are not those of one kind. None where all are: the engine then plays every game.
 */
export function chosenGames(
  games: readonly Game[],
  { without, most }: { readonly without: ReadonlySet<string>; readonly most: number | null },
): readonly string[] {
  const wanted = games.filter(({ taskType }) => !without.has(taskType ?? ''));
  const count = most === null ? wanted.length : Math.min(most, wanted.length);
  if (count === games.length) return [];
  return Array.from({ length: count }, (_, at) => wanted[Math.floor((at * wanted.length) / count)]?.name ?? '');
}

/** A whole number of at least `least` in a text; null for anything else. */
export function wholeIn(text: string, least: number): number | null {
  const value = Number(text);
  return text.trim() !== '' && Number.isInteger(value) && value >= least ? value : null;
}

/** The usual contender, and the controls beside it. */
export function usualContenders({ contenders }: LabDesk): {
  readonly agent: string;
  readonly against: readonly string[];
} {
  const [first, ...rest] = contenders.map(({ name }) => name);
  return { agent: first ?? '', against: rest.filter((name) => name === 'skeleton' || name === 'nearest') };
}
