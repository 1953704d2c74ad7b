import { dot, normalise } from '../../../shared/numeric/index.ts';

function similarities(vectors: readonly Float32Array[]): Float64Array[] {
  const rows = vectors.map(() => new Float64Array(vectors.length));
  const units = vectors.map(normalise);
  units.forEach((left, i) => {
    for (let j = i + 1; j < vectors.length; j += 1) {
      const value = dot(left, units[j] ?? left);
      (rows[i] ?? rows)[j] = value;
      (rows[j] ?? rows)[i] = value;
    }
  });
  return rows;
}

interface Pair {
  readonly i: number;
  readonly j: number;
}

/**
 * Rule O2: average linkage. The most alike pair of clusters (mean cosine of their members' pairs) is joined while it is
 * above `threshold`; of equally alike pairs, the one with the earliest members. Members and clusters keep the order
 * of the input, which the caller has put into a total order: so the answer does not depend on how words came in.
 */
export function clusterByCosine(vectors: readonly Float32Array[], threshold: number): readonly (readonly number[])[] {
  const between = similarities(vectors);
  const members: (number[] | null)[] = vectors.map((_, index) => [index]);
  const at = (i: number, j: number): number => between[i]?.[j] ?? 0;
  const partners = vectors.map(() => -1);

  /** Of the clusters after i, the one most like it. */
  const findPartner = (i: number): void => {
    let best = -1;
    for (let j = i + 1; j < members.length; j += 1) {
      if (members[j] !== null && (best < 0 || at(i, j) > at(i, best))) best = j;
    }
    partners[i] = best;
  };

  const mostAlike = (): Pair | null => {
    let pair: Pair | null = null;
    partners.forEach((j, i) => {
      if (members[i] === null || j < 0 || at(i, j) <= threshold) return;
      if (pair === null || at(i, j) > at(pair.i, pair.j)) pair = { i, j };
    });
    return pair;
  };

  const join = ({ i, j }: Pair): void => {
    const [kept, gone] = [members[i] ?? [], members[j] ?? []];
    members.forEach((cluster, k) => {
      if (cluster === null || k === i || k === j) return;
      const mean = (kept.length * at(i, k) + gone.length * at(j, k)) / (kept.length + gone.length);
      (between[i] ?? [])[k] = mean;
      (between[k] ?? [])[i] = mean;
    });
    members[i] = [...kept, ...gone].sort((left, right) => left - right);
    members[j] = null;
    // A mean is never above both of its parts: the partner of any other cluster is still the best one.
    members.forEach((cluster, k) => {
      if (cluster !== null && (k === i || partners[k] === i || partners[k] === j)) findPartner(k);
    });
  };

  members.forEach((_, index) => findPartner(index));
  for (let pair = mostAlike(); pair !== null; pair = mostAlike()) join(pair);
  return members.filter((cluster) => cluster !== null);
}
