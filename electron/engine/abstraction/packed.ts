import type { Fact } from './facts.ts';
import type { Shape } from './lex-action.ts';

/** Facts as one line: neighbours with one predicate are written as [predicate, arguments, arguments, ...]. */
type PackedFacts = readonly (readonly [string, ...(readonly string[])[]])[];
/** [kind, head, parts, arguments as [value, key]]. */
type PackedShape = readonly [
  kind: Shape['kind'],
  head: string,
  parts: Shape['parts'],
  args: readonly (readonly [string, string | null])[],
];

/** One line of JSON; equal facts give equal lines. */
export function packFacts(facts: readonly Fact[]): string {
  const groups: [string, ...(readonly string[])[]][] = [];
  for (const { predicate, args } of facts) {
    const last = groups.at(-1);
    if (last?.[0] === predicate) last.push(args);
    else groups.push([predicate, args]);
  }
  return JSON.stringify(groups);
}

/** Reverses `packFacts`. */
export function unpackFacts(
  line: string,
  factOf: (predicate: string, args: readonly string[]) => Fact,
): readonly Fact[] {
  const groups = JSON.parse(line) as PackedFacts; // written by `packFacts` of the same version
  const facts: Fact[] = [];
  for (const [predicate, ...lists] of groups) for (const args of lists) facts.push(factOf(predicate, args));
  return facts;
}

/** One line of JSON; of a value only its text is kept, for the rest follows from that. */
export function packShape({ kind, head, parts, args }: Shape): string {
  const packed: PackedShape = [kind, head, parts, args.map(({ value, key }) => [value.text, key])];
  return JSON.stringify(packed);
}

/** Reverses `packShape`; `valueOf` reads the text of a value. */
export function unpackShape(line: string, valueOf: (text: string) => Shape['args'][number]['value']): Shape {
  const [kind, head, parts, args] = JSON.parse(line) as PackedShape; // written by `packShape` of the same version
  return { kind, head, parts, args: args.map(([text, key]) => ({ value: valueOf(text), key })) };
}
