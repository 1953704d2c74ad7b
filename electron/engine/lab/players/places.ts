import type { CommandedAction, TextGame, Told } from '../game/index.ts';
import { type Table, unbound } from '../world/index.ts';
import { isFixed } from './goal.ts';

const COMMANDS_TO_LOOK = 3;

/** That things are at places: a predicate with the positions of both, which the answer to some command lists. */
export interface Containment {
  readonly table: Table;
  readonly thing: number;
  readonly place: number;
}

/** What of a game is looked for where: known from what its answers can list, not from any word. */
export class Places {
  readonly #game: TextGame;
  /** Actions of one named place that list what is there. */
  readonly #lookers: readonly CommandedAction[];
  readonly containments: readonly Containment[];
  /** All that may be such a place. */
  readonly all: readonly number[];
  /** All that a command may name, but for places. */
  readonly things: ReadonlySet<number>;

  /** @throws GameFault */
  constructor(game: TextGame) {
    this.#game = game;
    const found: Containment[] = [];
    const members = new Set<number>();
    for (const action of game.commands.actions) {
      const [spoken] = action.spoken;
      const parameter = action.action.parameters.find(({ slot }) => slot === spoken);
      if (action.spoken.length !== 1 || parameter === undefined) continue;
      for (const { table, variables } of game.listsOf(action)) {
        const place = variables.indexOf(parameter.name.slice(1));
        if (place < 0 || variables.length !== 2 || !table.isFluent) continue;
        for (const member of parameter.members) members.add(member);
        if (!found.some((known) => known.table === table && known.place === place)) {
          found.push({ table, thing: 1 - place, place });
        }
      }
    }
    this.containments = found;
    this.all = [...members].toSorted((left, right) => left - right);
    const named = game.commands.actions.flatMap(({ action, spoken }) =>
      action.parameters.filter(({ slot }) => spoken.includes(slot)).flatMap((parameter) => parameter.members),
    );
    this.things = new Set(named.filter((object) => !members.has(object)));
    this.#lookers = game.commands.actions.filter(({ spoken }) => spoken.length === 1);
  }

  /** The places whose things an answer listed. */
  listedIn({ listings }: Told): readonly number[] {
    return listings.flatMap(({ table, pattern }) =>
      this.containments
        .filter((containment) => containment.table === table && (pattern[containment.thing] ?? 0) < 0)
        .map(({ place }) => pattern[place] ?? -1),
    );
  }

  /** Where a thing is as the world stands, or null. */
  placeOf(thing: number): number | null {
    for (const { table, thing: at, place } of this.containments) {
      const pattern = [-1, -1];
      pattern[at] = thing;
      for (const row of table.candidates(pattern).values()) return row[place] ?? null;
    }
    return null;
  }

  /** Whether the rules let a thing be put at a place. */
  canHold(place: number, thing: number): boolean {
    const { world, commands } = this.#game;
    return commands.actions.some(({ action }) =>
      action.effects.some(({ makes, table, terms }) => {
        const containment = this.containments.find((known) => known.table === table);
        if (!makes || containment === undefined) return false;
        const binding = unbound(action.size);
        const [thingTerm = -1, placeTerm = -1] = [terms[containment.thing], terms[containment.place]];
        if (thingTerm < 0 || placeTerm < 0) return false;
        binding[thingTerm] = thing;
        binding[placeTerm] = place;
        const open = action.parameters.filter(({ slot }) => (binding[slot] ?? -1) < 0);
        return world.solve({ parts: action.preconditions.filter(isFixed), open }, binding, () => true);
      }),
    );
  }

  /** The first of at most three commands that end in seeing what is at a place; null where there is no way. @throws GameFault */
  wayToSee(place: number): readonly string[] | null {
    for (let depth = 1; depth <= COMMANDS_TO_LOOK; depth += 1) {
      const found = this.#look(place, depth);
      if (found !== null) return found;
    }
    return null;
  }

  #look(place: number, depth: number): readonly string[] | null {
    const { commands, world } = this.#game;
    for (const action of this.#lookers) {
      const binding = unbound(action.action.size);
      binding[action.spoken[0] ?? 0] = place;
      const text = commands.textOf({ action, binding });
      const instance = commands.find(text);
      if (instance === null || instance.action !== action) continue;
      const { mark } = world;
      world.apply(action.action, [...instance.binding]);
      const isSeen = this.listedIn(this.#game.tellOf(instance)).includes(place);
      const rest = isSeen ? [] : depth > 1 ? this.#look(place, depth - 1) : null;
      world.rewind(mark);
      if (rest !== null) return [text, ...rest];
    }
    return null;
  }
}
