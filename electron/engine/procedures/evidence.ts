import type { Evidence, EvidenceRule, Outcome, Truth } from '../../../shared/model/index.ts';

export interface Judged {
  readonly phi: Truth;
  readonly episode: Outcome;
  /** A later segment followed. */
  readonly wentOn: boolean;
  /** The last segment of an episode that a limit cut off: nobody knows how it would have ended. */
  readonly censored: boolean;
}

/**
 * What one execution counts as, or null for no evidence (memory-model section 2.6, SPEC rules E1 to E3).
 *
 * | rule | success | failure |
 * | --- | --- | --- |
 * | episode | the episode succeeded | it failed |
 * | effect | Phi reached | Phi not reached |
 * | blended | Phi reached, and the episode succeeded or went on | Phi not reached, or the episode failed right here |
 *
 * Where a limit cut the episode off right here, nobody knows what would have come: that blames nothing.
 */
export function judge(rule: EvidenceRule, { phi, episode, wentOn, censored }: Judged): 'success' | 'failure' | null {
  switch (rule) {
    case 'episode':
      return episode === 'unknown' ? null : episode;
    case 'effect':
      return phi === 'unknown' || (phi === 'false' && censored) ? null : phi === 'true' ? 'success' : 'failure';
    case 'blended':
      if (phi === 'unknown') return null;
      if (phi === 'false') return censored ? null : 'failure';
      if (wentOn || episode === 'success') return 'success';
      return episode === 'failure' && !censored ? 'failure' : null;
  }
}

/**
 * Names a row by what it is about: one execution of an item begins at a step only once. There are many rows: with their keys in
 * canonical order each is written as JSON as it is.
 */
export function makeEvidence(row: Omit<Evidence, 'id'>): Evidence {
  const { episode, from, itemId, outcome, phi, revision, rule, sourceId, to, trajectoryId, wentOn } = row;
  const id = `e-${itemId.slice(2)}-${trajectoryId.slice(0, 20)}-${from}`;
  return { episode, from, id, itemId, outcome, phi, revision, rule, sourceId, to, trajectoryId, wentOn };
}
