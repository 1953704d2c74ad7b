import type { TextGame } from '../game/index.ts';
import { Places } from './places.ts';

/** What a name is without its number. */
export function kindOf(name: string): string {
  return name.replace(/ \d+$/, '');
}

/** How often things of a kind lay at places of a kind, in rooms that were seen before. */
export class Experience {
  readonly #counts = new Map<string, Map<string, number>>();
  readonly #totals = new Map<string, number>();

  /** Counts what lies where at the start of a game. @throws GameFault */
  add(game: TextGame): void {
    game.world.rewind(0);
    for (const { table, thing, place } of new Places(game).containments) {
      for (const row of table.candidates([-1, -1]).values()) {
        this.#count(kindOf(game.names[row[thing] ?? -1] ?? ''), kindOf(game.names[row[place] ?? -1] ?? ''));
      }
    }
  }

  #count(thing: string, place: string): void {
    const places = this.#counts.get(thing) ?? new Map<string, number>();
    this.#counts.set(thing, places);
    places.set(place, (places.get(place) ?? 0) + 1);
    this.#totals.set(thing, (this.#totals.get(thing) ?? 0) + 1);
  }

  /** The share of the things of a kind that lay at places of a kind, in [0, 1]; 0 for what was never seen. */
  share(thing: string, place: string): number {
    return (this.#counts.get(thing)?.get(place) ?? 0) / (this.#totals.get(thing) ?? 1);
  }
}
