import { GameFault } from '../fault.ts';
import { type GrammarDocument, readParts, type Part, type Value } from '../grammar/index.ts';
import { type Action, type Binding, unbound, type World } from '../world/index.ts';
import type { Narrator } from './narrator.ts';

/** An action with values for its parameters. */
export interface Instance {
  readonly action: CommandedAction;
  readonly binding: readonly number[];
}

/** A slot of a command: the parameter whose name is written there. */
type CommandPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'slot'; readonly parameter: number };

/** An action that can be commanded. */
export interface CommandedAction {
  readonly action: Action;
  readonly parts: readonly CommandPart[];
  /** Parameters that the command names, in order. */
  readonly spoken: readonly number[];
  /** Conditions that stand in the command's own template. */
  readonly given: readonly string[];
  readonly feedback: string;
}

/** The commands of a game: found by their words, never by writing them all down. */
export class Commands {
  readonly actions: readonly CommandedAction[];
  readonly #world: World;
  readonly #narrator: Narrator;
  readonly #names: readonly string[];
  readonly #byName = new Map<string, number[]>();

  /** @throws GameFault for a template that names what is no parameter */
  constructor(
    world: World,
    narrator: Narrator,
    { names, grammar }: { readonly names: readonly string[]; readonly grammar: GrammarDocument },
  ) {
    this.#world = world;
    this.#narrator = narrator;
    this.#names = names;
    for (const [object, name] of names.entries()) {
      const same = this.#byName.get(name);
      if (same === undefined) this.#byName.set(name, [object]);
      else same.push(object);
    }
    // What a grammar tells of actions that the domain does not have is of no use, and no fault.
    this.actions = world.actions.flatMap((action) => {
      const text = grammar.actions.get(action.name);
      return text === undefined ? [] : [commandedAction(action, text.command, text.feedback)];
    });
  }

  /** The instance that a command means and that is admissible now, or null. @throws GameFault when it takes too long */
  find(command: string): Instance | null {
    for (const action of this.actions) {
      const [first] = action.parts;
      if (first?.kind === 'text' && !command.startsWith(first.text)) continue;
      const found = this.#match(action, command, 0, 0, unbound(action.action.size));
      if (found !== null) return found;
    }
    return null;
  }

  /** The command of an instance. */
  textOf({ action, binding }: Instance): string {
    return action.parts
      .map((part) => (part.kind === 'text' ? part.text : (this.#names[binding[part.parameter] ?? -1] ?? '')))
      .join('');
  }

  /** Whether an instance, all of whose parameters have values, is admissible now. */
  isAdmissible({ action, binding }: Instance): boolean {
    const values = [...binding];
    const holds = action.action.preconditions.every((condition) => this.#world.holds(condition, values));
    return holds && this.#isSound(action, values);
  }

  // oxlint-disable-next-line max-params -- where the text and the template stand are two positions of one walk
  #match(action: CommandedAction, command: string, at: number, index: number, binding: Binding): Instance | null {
    const part = action.parts[index];
    if (part === undefined) return at === command.length ? this.#complete(action, binding) : null;
    if (part.kind === 'text') {
      return command.startsWith(part.text, at)
        ? this.#match(action, command, at + part.text.length, index + 1, binding)
        : null;
    }
    for (const end of endsOf(action.parts[index + 1], command, at)) {
      for (const object of this.#byName.get(command.slice(at, end)) ?? []) {
        if (action.action.parameters[part.parameter]?.isMember[object] !== 1) continue;
        const before = binding[part.parameter] ?? -1;
        if (before >= 0 && before !== object) continue;
        binding[part.parameter] = object;
        const found = this.#match(action, command, end, index + 1, binding);
        binding[part.parameter] = before;
        if (found !== null) return found;
      }
    }
    return null;
  }

  /** Gives values to the parameters that a command does not name: the first for which it is admissible. */
  #complete(action: CommandedAction, given: Binding): Instance | null {
    const binding = [...given];
    const open = action.action.parameters.filter(({ slot }) => (binding[slot] ?? -1) < 0);
    const query = { parts: action.action.preconditions, open };
    return this.#world.solve(query, binding, () => this.#isSound(action, binding)) ? { action, binding } : null;
  }

  #isSound(action: CommandedAction, binding: Binding): boolean {
    if (this.#world.isVoid(action.action, binding)) return false;
    return action.given.every((given) => this.#narrator.isGiven(given, valuesOf({ action, binding })));
  }
}

/** Where a name that begins at `at` may end: before each place where the text after it stands, else at the end. */
function endsOf(next: CommandPart | undefined, command: string, at: number): readonly number[] {
  if (next?.kind !== 'text') return [command.length];
  const ends: number[] = [];
  for (let end = command.indexOf(next.text, at); end >= 0; end = command.indexOf(next.text, end + 1)) ends.push(end);
  return ends;
}

/** The objects of an instance by the names of its parameters, without `?`. */
export function valuesOf({ action, binding }: Instance): ReadonlyMap<string, number> {
  return new Map(action.action.parameters.map(({ name, slot }) => [name.slice(1), binding[slot] ?? -1]));
}

function commandedAction(action: Action, command: string, feedback: string): CommandedAction {
  const read = readParts(command);
  const given = read.flatMap((part) => (part.kind === 'each' && part.given !== '' ? [part.given] : []));
  const parts = read.map((part): CommandPart => {
    if (part.kind === 'text') return part;
    const name = namedIn(part);
    const parameter = action.parameters.find((each) => each.name === `?${name ?? ''}`);
    if (parameter === undefined)
      throw new GameFault(`the command "${command}" names what is no parameter of its action`);
    return { kind: 'slot', parameter: parameter.slot };
  });
  const spoken = parts.flatMap((part) => (part.kind === 'slot' ? [part.parameter] : []));
  return { action, parts, spoken, given, feedback };
}

/** The variable whose name a part writes; null where it writes anything else. */
function namedIn(part: Part): string | null {
  const item = part.kind === 'each' ? part.item : part;
  if (item.kind !== 'value') return null;
  let value: Value | undefined = item.value;
  while (value?.kind === 'first' || value?.kind === 'row')
    value = value.parts.length === 1 ? value.parts[0] : undefined;
  return value?.kind === 'attribute' && value.attribute === 'name' ? value.variable : null;
}
