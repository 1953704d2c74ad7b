/** A wording as a unit vector over its words; what stands for an argument is no word. */
type Wording = ReadonlyMap<string, number>;

/**
 * Likeness of wordings in [0, 1]: cosine of their words, of which those that few wordings have weigh more (inverse
 * document frequency). Words as they stand and not what they mean: one to one other words give the same answer, and so does any embedding model.
 */
export function compareWordings(templates: readonly string[]): (first: number, second: number) => number {
  const bags = templates.map((template) => new Set(template.match(/\{\d+\}|[\p{L}\p{N}]+/gu)));
  const having = new Map<string, number>();
  for (const bag of bags) for (const word of bag) having.set(word, (having.get(word) ?? 0) + 1);
  const wordings = bags.map((bag): Wording => {
    const words = [...bag].filter((word) => !word.startsWith('{'));
    const weights = words.map((word) => Math.log((templates.length + 1) / (having.get(word) ?? 1)));
    const length = Math.hypot(...weights);
    return new Map(words.map((word, at) => [word, length === 0 ? 0 : (weights[at] ?? 0) / length]));
  });
  return (first, second) => {
    let cosine = 0;
    for (const [word, weight] of wordings[first] ?? []) cosine += weight * (wordings[second]?.get(word) ?? 0);
    return cosine;
  };
}
