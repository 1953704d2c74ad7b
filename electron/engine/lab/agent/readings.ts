import type { Wording } from './courses.ts';
import type { GoalMeaning } from './meaning.ts';
import { sortedBy } from './sorted.ts';

/** A goal read as one of another wording: what stands in its places, and how far it says the same, in [0, 1]. */
export interface Reading {
  readonly wording: Wording;
  readonly values: readonly string[];
  readonly relevance: number;
}

/** Kinds that are tried for a role, readings of one wording, and wordings that are read at all. */
const [mostKinds, mostReadings, mostWordings] = [5, 40, 24];
/** What a nat of the odds that a kind stands in a role counts beside the cosine of what is said. */
const habit = 0.025;
/** Cosine that counts as much as a nat of these odds, where a role is looked at alone. */
const namingWeight = 6;

/** Kinds with the log of the share in which they stood in a role; half a time is supposed for each. */
interface Candidate {
  readonly kind: string;
  readonly logShare: number;
  readonly score: number;
}

/**
 * Reads a goal jointly: the wording and all that stands in its places, by the likeness of the goal to that wording when it says
 * these values, and by how often such values stood there.
 */
export async function readingsOf(
  meaning: GoalMeaning,
  wordings: readonly Wording[],
  { kindsFor, together }: Experience,
): Promise<readonly Reading[]> {
  const likely = sortedBy(
    wordings.map((wording, at) => ({ wording, likeness: meaning.wordings[at] ?? 0 })),
    ({ likeness }) => -likeness,
  ).slice(0, mostWordings);
  const filled = likely.flatMap(({ wording }) => {
    const roles = wording.roles.map((_, role) => candidatesFor(wording, role, { meaning, kindsFor }));
    return combine(roles).map((chosen) => ({
      wording,
      values: chosen.map(({ kind }) => kind),
      logShare: chosen.reduce((sum, one) => sum + one.logShare, 0) + together(chosen.map(({ kind }) => kind)),
    }));
  });
  const cosines = await meaning.compare(filled.map(({ wording, values }) => say(wording.text, values)));
  return filled.map(({ wording, values, logShare }, at) => ({
    wording,
    values,
    relevance: Math.min(1, Math.max(0, (cosines[at] ?? 0) + habit * logShare)),
  }));
}

/** What was seen of the kinds that goals name. */
export interface Experience {
  /** Kinds that may stand in a role of a wording. */
  readonly kindsFor: (wording: Wording, role: number) => readonly string[];
  /** Log odds, at most 0, that kinds stand in one goal. */
  readonly together: (kinds: readonly string[]) => number;
}

function candidatesFor(
  wording: Wording,
  role: number,
  { meaning, kindsFor }: { readonly meaning: GoalMeaning; readonly kindsFor: Experience['kindsFor'] },
): readonly Candidate[] {
  const stood = wording.roles[role]?.kinds ?? new Map<string, number>();
  const kinds = kindsFor(wording, role);
  const all = [...stood.values()].reduce((sum, count) => sum + count, 0);
  const candidates = kinds.map((kind) => {
    const logShare = Math.log(((stood.get(kind) ?? 0) + 0.5) / (all + 0.5 * kinds.length));
    return { kind, logShare, score: namingWeight * meaning.naming(kind) + logShare };
  });
  return sortedBy(candidates, ({ score }) => -score).slice(0, mostKinds);
}

/** One candidate for each role, the likeliest together first. */
function combine(roles: readonly (readonly Candidate[])[]): readonly (readonly Candidate[])[] {
  return roles.reduce<readonly (readonly Candidate[])[]>(
    (found, own) => {
      const longer = found.flatMap((chosen) => own.map((candidate) => [...chosen, candidate]));
      return sortedBy(longer, (chosen) => -chosen.reduce((sum, { score }) => sum + score, 0)).slice(0, mostReadings);
    },
    [[]],
  );
}

/** A wording with values in its places. */
function say(text: string, values: readonly string[]): string {
  return text.replace(/\{(\d+)\}/g, (_, at: string) => values[Number(at)] ?? '');
}
