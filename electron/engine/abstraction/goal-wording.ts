/** A wording as its words; what stands for an argument is no word. */
function wordsIn(template: string): ReadonlySet<string> {
  const words = template.match(/\{\d+\}|[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.filter((word) => !word.startsWith('{')));
}

/**
 * Likeness in [0, 1] of a wording to each category, in the order of the categories: the share of the wording's words that some
 * wording of the category has, each weighted by how few categories have it (inverse document frequency, squared). Words as they
 * stand and not what they mean: one to one other words give the same answer, and so does any embedding model.
 */
export function compareWithCategories(
  categories: readonly (readonly string[])[],
): (template: string) => readonly number[] {
  const bags = categories.map((templates) => new Set(templates.flatMap((template) => [...wordsIn(template)])));
  const having = new Map<string, number>();
  for (const bag of bags) for (const word of bag) having.set(word, (having.get(word) ?? 0) + 1);
  return (template) => {
    const weights = [...wordsIn(template)].map(
      (word) => [word, Math.log((bags.length + 1) / (having.get(word) ?? 1)) ** 2] as const,
    );
    const all = weights.reduce((sum, [, weight]) => sum + weight, 0);
    return bags.map((bag) => {
      const shared = weights.reduce((sum, [word, weight]) => sum + (bag.has(word) ? weight : 0), 0);
      return all === 0 ? 0 : shared / all;
    });
  };
}
