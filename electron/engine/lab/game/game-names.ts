import type { GameRef } from '../../ports.ts';

export const ENDING = '.tw-pddl';

/** A name as recordings and paths give it: without the ending, and without a file that is only called `game`. */
export function plainName(path: string): string {
  const name = path.endsWith(ENDING) ? path.slice(0, -ENDING.length) : path;
  return name === 'game' ? '' : name.endsWith('/game') ? name.slice(0, -'/game'.length) : name;
}

/**
 * Finds games by their whole names, and by an end of their names (whole parts between `/`) that only one has. The name that
 * is asked for may be a path that ends with a name.
 */
export function indexNames<T extends Pick<GameRef, 'name'>>(games: readonly T[]): (name: string) => T | null {
  const whole = new Map(games.map((game) => [game.name, game]));
  const ends = new Map<string, T | null>();
  for (const game of games) {
    for (const end of endsOf(game.name)) ends.set(end, ends.has(end) ? null : game);
  }
  return (name) => {
    const plain = plainName(name);
    const found = whole.get(plain) ?? ends.get(plain);
    if (found !== undefined) return found;
    const end = endsOf(plain).find((each) => whole.has(each));
    return end === undefined ? null : (whole.get(end) ?? null);
  };
}

function endsOf(name: string): readonly string[] {
  const parts = name.split('/');
  return parts.slice(1).map((_, index) => parts.slice(index + 1).join('/'));
}
