import type { JsonObject } from '../../json-view.ts';
import { continuationOf, namesOf, type Reference, subagentsOf } from './document.ts';

/** A document of a file, with its place there. */
export interface Placed {
  readonly record: number;
  /** How the file calls it, where it is a member of an object. */
  readonly key: string | null;
  readonly document: JsonObject;
}

/** An episode: a document, what continues it, and the runs of sub-agents that it or its continuations refer to. */
export interface Linked {
  readonly first: Placed;
  readonly parts: readonly JsonObject[];
  readonly subagents: readonly JsonObject[];
}

type Link = 'continues' | 'sub-agent';

/** Puts the documents of a file together, by the first document of each episode; a circle is left as it stands. */
export function linked(documents: readonly Placed[]): readonly Linked[] {
  const places = new Places(documents);
  const owners = new Map<Placed, { readonly owner: Placed; readonly link: Link }>();
  const tops = new Map<Placed, Placed>();
  const own = (owner: Placed, reference: Reference, link: Link): void => {
    const found = places.find(reference, owner);
    if (found === null || owners.has(found)) return;
    const top = topOf(tops, owner);
    if (top === found) return;
    owners.set(found, { owner, link });
    tops.set(found, top);
  };
  for (const placed of documents) {
    const next = continuationOf(placed.document);
    if (next !== null) own(placed, next, 'continues');
    for (const reference of subagentsOf(placed.document)) own(placed, reference, 'sub-agent');
  }
  const owned = Map.groupBy(owners, ([, { owner }]) => owner);
  const withLink = (owner: Placed, link: Link): readonly Placed[] =>
    (owned.get(owner) ?? []).flatMap(([one, { link: its }]) => (its === link ? [one] : []));
  return documents.flatMap((first): readonly Linked[] => {
    if (owners.has(first)) return [];
    const parts = [first];
    // Grows while it is walked: what continues a continuation follows it.
    for (const part of parts) parts.push(...withLink(part, 'continues'));
    const below = parts.flatMap((part) => withLink(part, 'sub-agent'));
    for (const one of below) below.push(...withLink(one, 'sub-agent'), ...withLink(one, 'continues'));
    return [{ first, parts: parts.map(documentOf), subagents: below.map(documentOf) }];
  });
}

/** The outermost owner; the ways there are shortened, so that long chains cost little. */
function topOf(tops: Map<Placed, Placed>, placed: Placed): Placed {
  const way: Placed[] = [];
  let top = placed;
  for (let next = tops.get(top); next !== undefined; next = tops.get(top)) {
    way.push(top);
    top = next;
  }
  for (const one of way) tops.set(one, top);
  return top;
}

function documentOf({ document }: Placed): JsonObject {
  return document;
}

/** Where the documents of a file stand, by name. A name that several have names none of them. */
class Places {
  readonly #byName = new Map<string, Placed | null>();

  constructor(documents: readonly Placed[]) {
    for (const placed of documents) {
      const names = new Set([...namesOf(placed.document), ...(placed.key === null ? [] : [placed.key])]);
      for (const name of names) this.#byName.set(name, this.#byName.has(name) ? null : placed);
    }
  }

  find(reference: Reference, from: Placed): Placed | null {
    for (const name of reference) {
      const found = this.#byName.get(name) ?? null;
      if (found !== null && found !== from) return found;
    }
    return null;
  }
}
