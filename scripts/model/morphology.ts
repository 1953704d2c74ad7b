import type { PartOfSpeech, WordNet } from './wordnet.ts';

/** Regular endings, as in morphy(7WN): [part of speech, ending, what replaces it]. */
const DETACHMENTS: readonly (readonly [PartOfSpeech, string, string])[] = [
  ['noun', 's', ''],
  ['noun', 'ses', 's'],
  ['noun', 'xes', 'x'],
  ['noun', 'zes', 'z'],
  ['noun', 'ches', 'ch'],
  ['noun', 'shes', 'sh'],
  ['noun', 'men', 'man'],
  ['noun', 'ies', 'y'],
  ['noun', 'oes', 'o'],
  ['verb', 's', ''],
  ['verb', 'ies', 'y'],
  ['verb', 'es', 'e'],
  ['verb', 'es', ''],
  ['verb', 'ed', 'e'],
  ['verb', 'ed', ''],
  ['verb', 'ied', 'y'],
  ['verb', 'ing', 'e'],
  ['verb', 'ing', ''],
  ['adj', 'er', ''],
  ['adj', 'er', 'e'],
  ['adj', 'ier', 'y'],
  ['adj', 'est', ''],
  ['adj', 'est', 'e'],
  ['adj', 'iest', 'y'],
];

/** Without it, `his` were more than one hi. */
const SHORTEST_STEM = 3;

export interface Morphology {
  /** The parts of speech of a single-word lemma, none when it is not in WordNet. */
  partsOf(word: string): ReadonlySet<PartOfSpeech>;
  /** Base forms of an inflected form, likelier ones first; none when nothing fits. */
  basesOf(form: string): readonly string[];
  /** Inflected forms of a lemma. */
  formsOf(lemma: string): readonly string[];
}

export function createMorphology(wordNet: WordNet): Morphology {
  const parts = new Map<string, Set<PartOfSpeech>>();
  for (const { part, senses } of wordNet.synsets) {
    for (const { lemma } of senses) {
      if (!/^[A-Za-z]+$/.test(lemma)) continue;
      const word = lemma.toLowerCase();
      parts.set(word, (parts.get(word) ?? new Set()).add(part));
    }
  }
  const irregular = new Map<string, string[]>();
  const irregularForms = new Map<string, string[]>();
  for (const forms of wordNet.exceptions.values()) {
    for (const [form, base] of forms) {
      if (form === base || !/^[a-z]+$/.test(form)) continue;
      if (!(irregular.get(form) ?? []).includes(base)) irregular.set(form, [...(irregular.get(form) ?? []), base]);
      irregularForms.set(base, [...(irregularForms.get(base) ?? []), form]);
    }
  }
  const none: ReadonlySet<PartOfSpeech> = new Set();
  const partsOf = (word: string): ReadonlySet<PartOfSpeech> => parts.get(word) ?? none;
  const basesOf = (form: string): readonly string[] => {
    const bases = new Set((irregular.get(form) ?? []).filter((base) => parts.has(base)));
    for (const [part, ending, replacement] of DETACHMENTS) {
      if (
        !form.endsWith(ending) ||
        form.length - ending.length < SHORTEST_STEM ||
        (ending === 's' && form.endsWith('ss'))
      )
        continue;
      const stem = form.slice(0, form.length - ending.length);
      const undoubled =
        part === 'verb' && replacement === '' && /([b-df-hj-np-tvz])\1$/.test(stem) ? stem.slice(0, -1) : undefined;
      for (const base of [stem + replacement, undoubled])
        if (base !== undefined && partsOf(base).has(part)) bases.add(base);
    }
    return [...bases];
  };
  const formsOf = (lemma: string): readonly string[] => {
    const forms = new Set(irregularForms.get(lemma) ?? []);
    const known = partsOf(lemma);
    if (known.has('noun')) forms.add(addEnding(lemma, 's'));
    if (known.has('verb')) for (const ending of ['s', 'ed', 'ing'] as const) forms.add(addEnding(lemma, ending));
    return [...forms];
  };
  return { partsOf, basesOf, formsOf };
}

function addEnding(lemma: string, ending: 's' | 'ed' | 'ing'): string {
  if (ending === 's') {
    if (/(?:s|x|z|ch|sh)$/.test(lemma)) return `${lemma}es`;
    return /[^aeiou]y$/.test(lemma) ? `${lemma.slice(0, -1)}ies` : `${lemma}s`;
  }
  if (ending === 'ed' && /[^aeiou]y$/.test(lemma)) return `${lemma.slice(0, -1)}ied`;
  if (/[^aeiouy]e$|[aeiou][^aeiou]e$|[ui]e$/.test(lemma)) return `${lemma.slice(0, -1)}${ending}`;
  const isDoubled = /^[^aeiou]*[aeiou][b-df-hj-np-tvz]$/.test(lemma);
  return `${lemma}${isDoubled ? lemma.slice(-1) : ''}${ending}`;
}
