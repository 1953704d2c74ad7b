import { isSameStem, termsOf } from './words.ts';

/** What the likeness gains or loses at most by the order of steps [K]: people often name the last step first. */
const orderWeight = 0.02;

/** The words that a template begins with, up to its first slot or argument: what the step does. */
export function stepWords(template: string): readonly string[] {
  const [, head = ''] = /^([^{(=]*)/.exec(template) ?? [];
  const name = termsOf(head);
  return head.trim().includes(' ') ? name.slice(0, 1) : name;
}

/**
 * Rule S14: whether the steps that a question names come in the order of the item: (concordant - discordant pairs)/pairs (Kendall 1938), put on
 * [0, 1]. An embedding sees a bag of words and cannot tell. A step is named where the question has one of its words, or a form of it, first.
 *
 * @returns null with fewer than two steps named at different places
 */
export function matchOrder(question: string, steps: readonly (readonly string[])[]): number | null {
  const asked = termsOf(question);
  const seen = new Set<string>();
  const places = steps.flatMap((words) => {
    const key = words.join(' ');
    if (seen.has(key)) return [];
    seen.add(key);
    const place = asked.findIndex((term) => words.some((word) => term === word || isSameStem(term, word)));
    return place === -1 ? [] : [place];
  });
  let [concordant, pairs] = [0, 0];
  for (const [index, place] of places.entries()) {
    for (const later of places.slice(index + 1)) {
      if (later === place) continue;
      pairs += 1;
      if (later > place) concordant += 1;
    }
  }
  return pairs === 0 ? null : concordant / pairs;
}

/** What the order adds to a fused likeness. */
export function orderBonus(order: number | null): number {
  return order === null ? 0 : orderWeight * (2 * order - 1);
}
