/** Scores of all documents for a query, by position. */
export type Scorer = (queryTerms: readonly string[]) => Float64Array;

const K1 = 1.2;
const B = 0.75;

/**
 * BM25 (Robertson, Zaragoza 2009) over documents that are given as terms, divided by what a document of mean length would get that
 * holds every term of the query once: 0 where nothing matches, about 1 where everything does.
 */
export function createBm25(documents: readonly (readonly string[])[]): Scorer {
  const meanLength = documents.reduce((sum, terms) => sum + terms.length, 0) / Math.max(1, documents.length);
  const postings = new Map<string, Map<number, number>>();
  documents.forEach((terms, position) => {
    for (const term of terms) {
      const places = postings.get(term) ?? new Map<number, number>();
      places.set(position, (places.get(position) ?? 0) + 1);
      postings.set(term, places);
    }
  });
  return (queryTerms) => {
    const scores = new Float64Array(documents.length);
    let attainable = 0;
    for (const term of new Set(queryTerms)) {
      const places = postings.get(term) ?? new Map<number, number>();
      const rarity = Math.log(1 + (documents.length - places.size + 0.5) / (places.size + 0.5));
      attainable += rarity;
      for (const [position, count] of places) {
        const length = (documents[position]?.length ?? 0) / meanLength;
        scores[position] = (scores[position] ?? 0) + (rarity * count * (K1 + 1)) / (count + K1 * (1 - B + B * length));
      }
    }
    return attainable > 0 ? scores.map((score) => score / attainable) : scores;
  };
}
