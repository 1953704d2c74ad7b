import type { Corpora } from './corpora.ts';
import type { PartOfSpeech, Synset } from './wordnet.ts';

function synset(part: PartOfSpeech, lemmas: readonly string[], definition: string): Synset {
  return { part, senses: lemmas.map((lemma) => ({ lemma, count: 1 })), relations: [], definition, examples: [] };
}

/** A dictionary of a few words, for the tests. */
export const smallCorpora: Corpora = {
  wordNet: {
    synsets: [
      synset('noun', ['soap'], 'a cleansing agent'),
      synset('noun', ['bar'], 'a block of solid substance'),
      synset('noun', ['user'], 'a person who makes use of a thing'),
      synset('noun', ['berry'], 'a small fruit'),
      synset('verb', ['get', 'acquire'], 'come into the possession of something'),
      synset('verb', ['scrub'], 'clean with hard rubbing'),
    ],
    exceptions: new Map([['verb', new Map([['got', 'get']])]]),
  },
  wordLists: [],
  sections: [],
  translations: { renderings: [['get', 'acquire']], glosses: [{ word: 'soap', text: 'a bar to scrub with' }] },
};
