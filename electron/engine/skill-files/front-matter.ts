import { isMap, isScalar, parseDocument } from 'yaml';

/** A file of a skill that begins with `---`, taken apart. `fields` is what stands there, unchecked, in its order. */
export type FrontMatter =
  | { readonly kind: 'parsed'; readonly fields: ReadonlyMap<string, unknown>; readonly body: string }
  | { readonly kind: 'fault'; readonly fault: string };

/** Longer front matter is nobody's description of a skill; YAML of that size is an attack. */
const longest = 64 * 1024;

/**
 * Splits front matter and body. YAML as data alone: no tags, no anchors beyond ten uses, no key twice. Never throws.
 */
export function parseFrontMatter(text: string): FrontMatter {
  const normal = text.replace(/\r\n?/g, '\n');
  if (!normal.startsWith('---\n')) return fault('The file does not begin with a line "---".');
  const end = /\n---[ \t]*(?:\n|$)/.exec(normal.slice(3));
  if (end === null) return fault('The front matter has no closing line "---".');
  const yaml = normal.slice(4, 3 + end.index + 1);
  if (yaml.length > longest) return fault('The front matter is longer than 64 KiB.');
  try {
    const document = parseDocument(yaml, { uniqueKeys: true, version: '1.2', schema: 'core' });
    const [first] = document.errors;
    if (first !== undefined) return fault(`The front matter is no YAML: ${firstLine(first.message)}`);
    if (!isMap(document.contents)) return fault('The front matter is no mapping of keys to values.');
    const values: unknown = document.toJS({ maxAliasCount: 10 });
    const names = document.contents.items.map(({ key }) => (isScalar(key) ? String(key.value) : ''));
    const given = new Map<string, unknown>(Object.entries(typeof values === 'object' && values !== null ? values : {}));
    return {
      kind: 'parsed',
      fields: new Map(names.map((name) => [name, given.get(name)])),
      body: normal.slice(3 + end.index + end[0].length),
    };
  } catch (error) {
    return fault(`The front matter is no YAML: ${firstLine(error instanceof Error ? error.message : String(error))}`);
  }
}

const fault = (text: string): FrontMatter => ({ kind: 'fault', fault: text });

function firstLine(message: string): string {
  return (message.split('\n', 1)[0] ?? '').slice(0, 200);
}
