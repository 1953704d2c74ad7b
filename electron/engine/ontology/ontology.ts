import type { OntologyCategory } from '../../../shared/model/index.ts';
import { contentId } from '../identity/index.ts';
import { clusterByCosine } from './cluster.ts';
import { wordsOf, type ContentWord } from './words.ts';

/** How words get their vectors (unit length, in the order of the question) and when they are one kind of thing. */
export interface OntologyOptions {
  readonly embed: (texts: readonly string[]) => Promise<readonly Float32Array[]>;
  /** Mean cosine above which two clusters are one category, in [0, 1]. */
  readonly cosine: number;
}

const ascending = (left: string, right: string): number => (left < right ? -1 : 1);

/**
 * Rule O3: the categories of the words, from `contentWords`, in id order. A category's id is the hash of its words,
 * its name the most frequent of them. A word that is like no other is a category of its own.
 */
export async function buildOntology(
  words: readonly ContentWord[],
  { embed, cosine }: OntologyOptions,
): Promise<readonly OntologyCategory[]> {
  if (words.length === 0) return [];
  const vectors = await embed(words.map(({ word }) => word));
  return clusterByCosine(vectors, cosine)
    .map((cluster) => cluster.map((index) => words[index]?.word ?? ''))
    .map((members) => {
      const sorted = members.toSorted(ascending);
      return { id: contentId({ ontologyCategory: sorted }), name: members[0] ?? '', words: sorted };
    })
    .sort((left, right) => ascending(left.id, right.id));
}

/** Says which categories a text hits: their ids, ascending, each once. */
export type Categoriser = (text: string) => readonly string[];

/** Rule O4: a text hits a category when it contains one of its words. */
export function createCategoriser(ontology: readonly OntologyCategory[]): Categoriser {
  const categoryOf = new Map(ontology.flatMap(({ id, words }) => words.map((word) => [word, id] as const)));
  return (text) => {
    const hits = new Set<string>();
    for (const word of wordsOf(text)) {
      const category = categoryOf.get(word);
      if (category !== undefined) hits.add(category);
    }
    return [...hits].sort(ascending);
  };
}
