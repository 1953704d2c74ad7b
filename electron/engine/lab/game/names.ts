/** What stands between the kind of a thing and its place in the ids that such games have. */
const BAR = '_bar_';

/**
 * Names of objects by their ids, which are in code-unit order: `pear_bar_1_bar_2` is `pear 3` when it is the third of its
 * kind from the end. The kind is the first part of the id. Where the last part is a word that begins with a kind and goes
 * on, what it goes on with belongs to the kind: `barn_bar_1_bar_barndoor` is a `barndoor`. An id without parts is its
 * own name; `given` names come before all others.
 */
export function nameObjects(ids: readonly string[], given: ReadonlyMap<string, string>): readonly string[] {
  const firsts = new Set(ids.filter((id) => id.includes(BAR)).map((id) => id.slice(0, id.indexOf(BAR))));
  const kinds = ids.map((id) => kindOf(id, firsts));
  const left = new Map<string, number>();
  for (const kind of kinds) if (kind !== null) left.set(kind, (left.get(kind) ?? 0) + 1);
  return ids.map((id, index) => {
    const kind = kinds[index] ?? null;
    const number = kind === null ? 0 : (left.get(kind) ?? 0);
    if (kind !== null) left.set(kind, number - 1);
    return given.get(id) ?? (kind === null ? id : `${kind} ${number}`);
  });
}

function kindOf(id: string, firsts: ReadonlySet<string>): string | null {
  const parts = id.split(BAR);
  const [first = '', ...rest] = parts;
  if (rest.length === 0) return null;
  const last = rest.at(-1) ?? '';
  if (!/^[a-z]+$/.test(last)) return first;
  for (let end = last.length - 1; end > 0; end -= 1) {
    if (firsts.has(last.slice(0, end))) return first + last.slice(end);
  }
  return first;
}
