import { GameFault } from '../fault.ts';
import { readGiven, readParts, type GrammarDocument, type Item, type Part, type Value } from '../grammar/index.ts';
import {
  type Binding,
  type Condition,
  rowOf,
  type Row,
  slotsIn,
  type Table,
  type Variable,
  type World,
} from '../world/index.ts';

const DEPTH_AT_MOST = 40;
const CHARACTERS_AT_MOST = 200_000;

/** What a text told: a list of all that stands in `table` beside the values given in `pattern` (-1: what was listed). */
export interface Listing {
  readonly table: Table;
  readonly pattern: Row;
}

export interface Told {
  readonly text: string;
  /** Objects that were named, each once, in order. */
  readonly named: readonly number[];
  readonly listings: readonly Listing[];
}

/** A fact that a list asks for: its predicate, and the names of its variables in order. */
export interface ListedFact {
  readonly table: Table;
  readonly variables: readonly string[];
}

interface Resolved {
  readonly parts: readonly Condition[];
  readonly open: readonly Variable[];
}

interface Telling {
  readonly binding: Binding;
  readonly pieces: string[];
  readonly named: Set<number>;
  readonly listings: Listing[];
  length: number;
}

/** Writes texts of a grammar about a world as it is now. */
export class Narrator {
  readonly #world: World;
  readonly #names: readonly string[];
  readonly #symbols: GrammarDocument['symbols'];
  /** Slots by the names of variables, without `?`. */
  readonly #slots = new Map<string, number>();
  readonly #parts = new Map<string, readonly Part[]>();
  readonly #given = new Map<string, Resolved>();

  constructor(world: World, names: readonly string[], { symbols }: GrammarDocument) {
    this.#world = world;
    this.#names = names;
    this.#symbols = symbols;
  }

  has(symbol: string): boolean {
    return this.#symbols.has(symbol);
  }

  /** Writes a text; `values` are objects by variable (`r`). @throws GameFault */
  tell(text: string, values: ReadonlyMap<string, number>): Told {
    const telling = this.#begin(values);
    this.#write(this.#partsOf(text), telling, 0);
    return { text: telling.pieces.join(''), named: [...telling.named], listings: telling.listings };
  }

  /**
   * The sentence that a text begins with, where it speaks of objects but of none of the variables in `spoken`, and a
   * symbol follows it; '' where there is none. @throws GameFault
   */
  aside(text: string, values: ReadonlyMap<string, number>, spoken: ReadonlySet<string>): string {
    const telling = this.#begin(values);
    let parts = this.#partsOf(text);
    for (let depth = 0; parts.length === 1 && parts[0]?.kind === 'symbol' && depth < DEPTH_AT_MOST; depth += 1) {
      parts = this.#production(parts[0].name, telling.binding);
    }
    const end = parts.findIndex(({ kind }) => kind === 'symbol');
    const leading = parts.slice(0, Math.max(0, end));
    const variables = leading.flatMap((part) => (part.kind === 'value' ? variablesIn(part.value) : []));
    const isApart = variables.length > 0 && !variables.some((variable) => spoken.has(variable));
    if (!isApart || leading.some(({ kind }) => kind === 'each')) return '';
    this.#write(leading, telling, 0);
    const sentence = telling.pieces.join('');
    return /[.!?]\s+$/.test(sentence) ? sentence : '';
  }

  /** What a text may list: each fact in the condition of a list, with the names of its variables. @throws GameFault */
  lists(text: string): readonly ListedFact[] {
    const seen = new Set<string>();
    const found: ListedFact[] = [];
    const visit = (parts: readonly Part[]): void => {
      for (const part of parts) {
        if (part.kind === 'each' && part.isList) found.push(...this.#listedFacts(part.given));
        const item = part.kind === 'each' ? part.item : part;
        if (item.kind !== 'symbol' || seen.has(item.name)) continue;
        seen.add(item.name);
        for (const { text: production } of this.#symbols.get(item.name) ?? []) visit(this.#partsOf(production));
      }
    };
    visit(this.#partsOf(text));
    return found;
  }

  #listedFacts(given: string): readonly ListedFact[] {
    return readGiven(given)
      .atoms.filter(({ isDenied }) => !isDenied)
      .map(({ atom: { predicate, terms } }) => ({
        table: this.#world.tables.of(predicate, terms.length),
        variables: terms.map((name) => name.slice(1)),
      }));
  }

  /** A condition of the grammar, for objects by variable. @throws GameFault */
  isGiven(given: string, values: ReadonlyMap<string, number>): boolean {
    return this.#isGiven(given, this.#begin(values).binding);
  }

  #begin(values: ReadonlyMap<string, number>): Telling {
    const binding: Binding = [];
    for (const [name, object] of values) binding[this.#slotOf(name)] = object;
    return { binding, pieces: [], named: new Set(), listings: [], length: 0 };
  }

  #write(parts: readonly Part[], telling: Telling, depth: number): void {
    if (depth > DEPTH_AT_MOST) throw new GameFault('its grammar goes round in a circle');
    for (const part of parts) {
      switch (part.kind) {
        case 'text':
          this.#add(telling, part.text);
          break;
        case 'each':
          this.#writeEach(part, telling, depth);
          break;
        case 'symbol':
        case 'value':
          this.#writeItem(part, telling, depth);
      }
    }
  }

  #writeItem(item: Item, telling: Telling, depth: number): void {
    if (item.kind === 'symbol') this.#write(this.#production(item.name, telling.binding), telling, depth + 1);
    else this.#add(telling, this.#valueOf(item.value, telling));
  }

  #writeEach({ item, given, isList }: Part & { readonly kind: 'each' }, telling: Telling, depth: number): void {
    const { parts, open } = this.#resolve(given);
    const { binding } = telling;
    for (const part of parts) {
      if (part.kind !== 'fact') continue;
      const pattern = rowOf(part.terms, binding);
      if (isList && pattern.includes(-1)) telling.listings.push({ table: part.table, pattern });
    }
    const before = open.map(({ slot }) => binding[slot] ?? -1);
    const solutions = this.#solutions({ parts, open: inOrderOf(item, open) }, binding);
    const write = (symbol: string): void => this.#writeItem({ kind: 'symbol', name: symbol }, telling, depth);
    if (isList && solutions.length === 0) write('list_empty');
    for (const [index, values] of solutions.entries()) {
      if (isList && index > 0) write(index === solutions.length - 1 ? 'list_last_separator' : 'list_separator');
      for (const [slot, value] of values) binding[slot] = value;
      this.#writeItem(item, telling, depth);
      for (const [at, { slot }] of open.entries()) binding[slot] = before[at] ?? -1;
    }
  }

  /** Values of the open variables, slot by slot, in order of the objects' ids. */
  #solutions({ parts, open }: Resolved, binding: Binding): readonly (readonly (readonly [number, number])[])[] {
    const free = open.filter(({ slot }) => (binding[slot] ?? -1) < 0);
    const found: (readonly (readonly [number, number])[])[] = [];
    this.#world.solve({ parts, open: free }, binding, () => {
      found.push(free.map(({ slot }) => [slot, binding[slot] ?? -1]));
      return false;
    });
    return found.sort((left, right) => {
      for (const [at, [, value]] of left.entries()) {
        const other = right[at]?.[1] ?? 0;
        if (value !== other) return value - other;
      }
      return 0;
    });
  }

  #production(symbol: string, binding: Binding): readonly Part[] {
    const productions = this.#symbols.get(symbol);
    if (productions === undefined) throw new GameFault(`its grammar does not say what #${symbol}# is`);
    const chosen = productions.find(({ condition }) => condition === '' || this.#isGiven(condition, binding));
    if (chosen === undefined) throw new GameFault(`its grammar has no #${symbol}# for the state that it is in`);
    return this.#partsOf(chosen.text);
  }

  #isGiven(given: string, binding: Binding): boolean {
    const { parts, open } = this.#resolve(given);
    const free = open.filter(({ slot }) => (binding[slot] ?? -1) < 0);
    const isFound = this.#world.solve({ parts, open: free }, binding, () => true);
    for (const { slot } of free) binding[slot] = -1;
    return isFound;
  }

  #valueOf(value: Value, telling: Telling): string {
    switch (value.kind) {
      case 'quote':
        return value.text;
      case 'row':
        return value.parts.map((part) => this.#valueOf(part, telling)).join('');
      case 'first':
        return value.parts.map((part) => this.#valueOf(part, telling)).find((text) => text !== '') ?? '';
      case 'attribute':
        return this.#attributeOf(value, telling);
    }
  }

  #attributeOf({ variable, attribute }: Value & { readonly kind: 'attribute' }, { binding, named }: Telling): string {
    const object = binding[this.#slotOf(variable)] ?? -1;
    if (object < 0) throw new GameFault(`its grammar speaks of "${variable}", which has no value there`);
    switch (attribute) {
      case 'name':
        named.add(object);
        return this.#names[object] ?? '';
      case 'id':
        return this.#world.objects.ids[object] ?? '';
      case 'type':
        return this.#world.objects.types[object] ?? '';
      case 'indefinite':
        return 'a';
      case 'definite':
        return 'the';
      default:
        throw new GameFault(`its grammar asks for "${attribute}", which objects do not have`);
    }
  }

  #add(telling: Telling, text: string): void {
    telling.length += text.length;
    if (telling.length > CHARACTERS_AT_MOST) throw new GameFault('one of its texts grows without end');
    telling.pieces.push(text);
  }

  #partsOf(text: string): readonly Part[] {
    let parts = this.#parts.get(text);
    if (parts === undefined) this.#parts.set(text, (parts = readParts(text)));
    return parts;
  }

  #resolve(text: string): Resolved {
    const known = this.#given.get(text);
    if (known !== undefined) return known;
    const { atoms, variables } = readGiven(text);
    const { objects, tables } = this.#world;
    const parts = atoms.map(({ atom, isDenied }): Condition => {
      const terms = atom.terms.map((name) => this.#slotOf(name.slice(1)));
      const table = tables.of(atom.predicate, terms.length);
      return { kind: isDenied ? 'denied' : 'fact', reads: slotsIn(terms), table, terms };
    });
    const open = variables.map(({ name, types }) => ({
      name,
      slot: this.#slotOf(name.slice(1)),
      ...objects.members(types),
    }));
    const resolved = { parts, open };
    this.#given.set(text, resolved);
    return resolved;
  }

  #slotOf(name: string): number {
    let slot = this.#slots.get(name);
    if (slot === undefined) this.#slots.set(name, (slot = this.#slots.size));
    return slot;
  }
}

function variablesIn(value: Value): readonly string[] {
  if (value.kind === 'attribute') return [value.variable];
  return value.kind === 'quote' ? [] : value.parts.flatMap(variablesIn);
}

/** What is written comes first: a list is in order of what it shows. */
function inOrderOf(item: Item, open: readonly Variable[]): readonly Variable[] {
  const shown = item.kind === 'value' ? variablesIn(item.value) : [...item.name.matchAll(/\w+/g)].map(([word]) => word);
  const isShown = ({ name }: Variable): boolean => shown.includes(name.slice(1));
  return [...open.filter(isShown), ...open.filter((variable) => !isShown(variable))];
}
