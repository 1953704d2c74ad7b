import { GameFault } from '../fault.ts';

/** What `{..}` gives: an attribute of a variable's object, a quoted text, several in a row, or the first that is not empty. */
export type Value =
  | { readonly kind: 'attribute'; readonly variable: string; readonly attribute: string }
  | { readonly kind: 'quote'; readonly text: string }
  | { readonly kind: 'row' | 'first'; readonly parts: readonly Value[] };

/** What is written for one solution of a list. */
export type Item =
  | { readonly kind: 'symbol'; readonly name: string }
  | { readonly kind: 'value'; readonly value: Value };

/** A piece of a text: as it stands, a symbol, a value, or an item for each solution of a condition (`isList`: with separators). */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | Item
  | { readonly kind: 'each'; readonly item: Item; readonly given: string; readonly isList: boolean };

const SYMBOL = /#([\w()/!<>\-\s,.]+)#/y;
const BRACES = /(\[?)\{([^{}[\]]*)\}(\]?)/y;
const PLAIN = /[^#{[]+/y;

/** Takes a text of a grammar apart. What is no symbol and no braces stands as it is. @throws GameFault for a value that cannot be read */
export function readParts(text: string): readonly Part[] {
  const parts: Part[] = [];
  const add = (piece: string): void => {
    const last = parts.at(-1);
    if (last?.kind === 'text') parts[parts.length - 1] = { kind: 'text', text: last.text + piece };
    else parts.push({ kind: 'text', text: piece });
  };
  for (let at = 0; at < text.length;) {
    const plain = matchAt(PLAIN, text, at);
    const symbol = matchAt(SYMBOL, text, at);
    const braces = matchAt(BRACES, text, at);
    const [whole] = plain ?? symbol ?? braces ?? [text[at] ?? ''];
    at += whole.length;
    if (symbol !== null) parts.push({ kind: 'symbol', name: symbol[1] ?? '' });
    else if (braces !== null && (braces[1] === '') === (braces[3] === '')) parts.push(bracesPart(braces));
    else add(whole);
  }
  return parts;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function bracesPart([, bracket, inside = '']: RegExpExecArray): Part {
  const bar = inside.indexOf('|');
  const written = (bar < 0 ? inside : inside.slice(0, bar)).trim();
  const given = bar < 0 ? '' : inside.slice(bar + 1).trim();
  const name = /^#(.+)#$/.exec(written)?.[1];
  const item: Item = name === undefined ? { kind: 'value', value: readValue(written) } : { kind: 'symbol', name };
  return given === '' && bracket === '' ? item : { kind: 'each', item, given, isList: bracket !== '' };
}

const TERM = /\s*(?:'([^']*)'|"([^"]*)"|([a-z_]\w*)(?:\.([a-z_]\w*))?)\s*/iy;

/** `o.name`, `o.indefinite + ' ' + o.name`, `r.name or r.id`, `o` (its name). */
function readValue(text: string): Value {
  const options: Value[][] = [[]];
  for (let at = 0; at < text.length;) {
    const term = matchAt(TERM, text, at);
    if (term === null) throw new GameFault(`its grammar has a value {${text}} that Knack does not know`);
    at += term[0].length;
    const [, single, double, variable, attribute = 'name'] = term;
    const quote = single ?? double;
    options
      .at(-1)
      ?.push(
        quote === undefined
          ? { kind: 'attribute', variable: (variable ?? '').toLowerCase(), attribute }
          : { kind: 'quote', text: quote },
      );
    const joint = /^(?:\+|or\b)/.exec(text.slice(at))?.[0];
    if (joint === undefined && at < text.length)
      throw new GameFault(`its grammar has a value {${text}} that Knack does not know`);
    if (joint === 'or') options.push([]);
    at += joint?.length ?? 0;
  }
  const rows = options.map((parts): Value => ({ kind: 'row', parts }));
  return { kind: 'first', parts: rows };
}
