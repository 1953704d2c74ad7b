import type { Opening, Turn } from '../../ports.ts';
import { readGrammar, type GrammarDocument } from '../grammar/index.ts';
import { type Domain, readDomain, readProblem } from '../pddl/index.ts';
import { World } from '../world/index.ts';
import { type CommandedAction, Commands, type Instance, valuesOf } from './commands.ts';
import { nameObjects } from './names.ts';
import { type ListedFact, Narrator, type Told } from './narrator.ts';

/** How a game of this format answers what it does not admit, where its grammar does not say it by `#refusal#`. */
const REFUSAL = 'Nothing happens.';

/** What a game file holds, as texts. */
export interface GameTexts {
  readonly domain: string;
  readonly grammar: string;
  readonly problem: string;
  /** Names by id, in place of those that follow from the ids. */
  readonly names: Readonly<Record<string, string>>;
}

/** Parses what many games share once. */
export class GameParser {
  readonly #domains = new Map<string, Domain>();

  /** @throws GameFault */
  parse({ domain, grammar, problem, names }: GameTexts): TextGame {
    let parsed = this.#domains.get(domain);
    if (parsed === undefined) {
      // Folders with a domain a game would fill the memory.
      if (this.#domains.size >= 16) this.#domains.clear();
      this.#domains.set(domain, (parsed = readDomain(domain)));
    }
    const world = new World(parsed, readProblem(problem));
    const given = new Map(Object.entries(names).map(([id, name]) => [id.toLowerCase(), name]));
    return new TextGame(world, nameObjects(world.objects.ids, given), readGrammar(grammar));
  }
}

/** An answer with what only the game itself knows: what it named and listed. */
export interface DetailedTurn extends Turn {
  readonly told: Told;
  /** What was done; null for a refusal. */
  readonly instance: Instance | null;
}

/** One game, played by text. It is asked one thing after the other; there is no waiting. */
export class TextGame {
  readonly world: World;
  readonly commands: Commands;
  readonly names: readonly string[];
  readonly #narrator: Narrator;

  constructor(world: World, names: readonly string[], grammar: GrammarDocument) {
    this.world = world;
    this.names = names;
    this.#narrator = new Narrator(world, names, grammar);
    this.commands = new Commands(world, this.#narrator, { names, grammar });
  }

  /** What an instance would be answered if it had just been done. @throws GameFault */
  tellOf(instance: Instance): Told {
    return this.#narrator.tell(instance.action.feedback, valuesOf(instance));
  }

  /** What the answer to an action may list. @throws GameFault */
  listsOf(action: CommandedAction): readonly ListedFact[] {
    return this.#narrator.lists(action.feedback);
  }

  /** Begins anew. @throws GameFault */
  reset(): Opening & { readonly told: Told } {
    this.world.rewind(0);
    const told = this.#narrator.tell('#intro#', new Map());
    return { observation: told.text, task: this.#narrator.tell('#task#', new Map()).text, told };
  }

  /** Does what a command says. What is not admissible is refused and changes nothing. @throws GameFault */
  step(command: string): DetailedTurn {
    const instance = this.commands.find(command.trim());
    if (instance === null) {
      const refusal = this.#narrator.has('refusal') ? '#refusal#' : REFUSAL;
      return this.#turn(this.#narrator.tell(refusal, new Map()), null, '');
    }
    this.world.apply(instance.action.action, [...instance.binding]);
    return this.#answer(instance);
  }

  #answer(instance: Instance): DetailedTurn {
    const { action, binding } = instance;
    const values = valuesOf({ action, binding });
    const spoken = new Set(
      action.action.parameters.filter(({ slot }) => action.spoken.includes(slot)).map(({ name }) => name.slice(1)),
    );
    const aside = this.#narrator.aside(action.feedback, values, spoken);
    return this.#turn(this.#narrator.tell(action.feedback, values), instance, aside);
  }

  #turn(told: Told, instance: Instance | null, aside: string): DetailedTurn {
    const { isWon } = this.world;
    return { observation: told.text, won: isWon, over: isWon, ...(aside === '' ? {} : { aside }), told, instance };
  }
}
