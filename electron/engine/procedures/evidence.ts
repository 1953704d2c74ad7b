import type { Evidence, EvidenceRule, Outcome, Truth } from '../../../shared/model/index.ts';

export interface Judged {
  readonly phi: Truth;
  readonly episode: Outcome;
  /** A later segment followed. */
  readonly wentOn: boolean;
  /** The last segment of an episode that a limit cut off: nobody knows how it would have ended. */
  readonly censored: boolean;
  /** Something missed before explains why the episode failed (rule E4). */
  readonly explained: boolean;
}

/**
 * What one execution counts as, or null for no evidence (memory-model section 2.6, SPEC rules E1, E2, E4).
 *
 * | rule | success | failure |
 * | --- | --- | --- |
 * | episode | the episode succeeded | it failed |
 * | effect | Phi reached | Phi not reached |
 * | blended | Phi reached, and the episode succeeded or went on, or what it failed by was before | Phi not reached, or the episode failed right here |
 *
 * The end of a failed episode that reached Phi, under `blended`:
 *
 * | a miss before | counts as | why |
 * | --- | --- | --- |
 * | none | failure | nothing else can be to blame |
 * | made good later, by the same procedure on the same things | failure | so is it here |
 * | of a kind that is forgiven: more than a tenth of the episodes with such a miss succeeded | failure | and here |
 * | any other | success | the episode had failed before: the end did what those do that an episode goes on from |
 *
 * To leave the last one out would keep of such ends those alone that missed, and expect too little. Where a limit cut the episode
 * off right here, nobody knows what would have come: that blames nothing.
 */
export function judge(rule: EvidenceRule, judged: Judged): 'success' | 'failure' | null {
  const { phi, episode, wentOn, censored, explained } = judged;
  switch (rule) {
    case 'episode':
      return episode === 'unknown' ? null : episode;
    case 'effect':
      return phi === 'unknown' || (phi === 'false' && censored) ? null : phi === 'true' ? 'success' : 'failure';
    case 'blended':
      if (phi === 'unknown') return null;
      if (phi === 'false') return censored ? null : 'failure';
      if (wentOn || episode === 'success') return 'success';
      if (episode === 'unknown' || censored) return null;
      return explained ? 'success' : 'failure';
  }
}

/**
 * Names a row by what it is about: one execution of an item begins at a step only once. There are many rows: with their keys in
 * canonical order each is written as JSON as it is.
 */
export function makeEvidence(row: Omit<Evidence, 'id'>): Evidence {
  const { episode, explained, from, itemId, outcome, phi, revision, rule, sourceId, to, trajectoryId, wentOn } = row;
  const id = `e-${itemId.slice(2)}-${trajectoryId.slice(0, 20)}-${from}`;
  return { episode, explained, from, id, itemId, outcome, phi, revision, rule, sourceId, to, trajectoryId, wentOn };
}
