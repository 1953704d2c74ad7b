import type { Derived, Evidence, ProcmemState, Skill } from '../../../../shared/model/index.ts';
import { learnPredicates } from '../../conditions/predicates.ts';
import type { DeriveInput, Mined } from '../../learning/index.ts';
import { makeEvidence, nameRoles, textOf } from '../../procedures/index.ts';
import { deriveItems, minedRevision, type StrategyItem, type Suggestion } from '../items.ts';
import type { StrategyMineInput } from '../types.ts';
import { applyAll, type Draft, type Judged } from './candidates.ts';
import { readForeignPool } from './foreign.ts';
import { evolve, skillTokens, type PooledSkill } from './rounds.ts';
import { skillSources, type SkillRun } from './runs.ts';
import { contentId } from '../../identity/index.ts';

/** The pool of ProcMEM before any decision. */
export interface MinedProcmem {
  readonly items: readonly StrategyItem[];
  readonly state: ProcmemState;
}

/** Makes skills of what the corpus does again and again, and leads the episodes past them round by round. Rules M1 to M18. */
export async function mineProcmem(mined: Mined, { settings, embed, signal }: StrategyMineInput): Promise<MinedProcmem> {
  const roles = nameRoles(mined.corpus, learnPredicates(mined.corpus));
  const episodes = mined.corpus.episodes.flatMap(({ trajectoryId, outcome, steps, foreign }) =>
    outcome === 'unknown' || foreign !== null
      ? []
      : [{ trajectoryId, steps: steps.length, value: outcome === 'success' ? 1 : 0 }],
  );
  const sources = skillSources(mined, roles);
  const evolved = await evolve({ sources, episodes, settings, embed, ...(signal === undefined ? {} : { signal }) });
  const foreign = readForeignPool(mined.corpus.episodes);
  const own = evolved.skills.map((skill) => writeItem(skill, evolved.proposed.get(skill.id) ?? []));
  return {
    items: [...own, ...foreign.items],
    state: {
      kind: 'procmem',
      skills: [...evolved.skills.map(writeSkill), ...foreign.skills].sort((a, b) => (a.id < b.id ? -1 : 1)),
      gradients: evolved.gradients,
      candidates: [...foreign.candidates, ...evolved.candidates],
      rounds: [
        ...foreign.rounds,
        ...evolved.rounds.map((round) => ({ ...round, index: round.index + foreign.rounds.length })),
      ],
    },
  };
}

function writeItem(
  skill: PooledSkill,
  proposed: readonly { readonly draft: Draft; readonly judged: Judged }[],
): StrategyItem {
  const { id, body, active } = skill;
  const revision = minedRevision(body);
  const rows = active.map((run) => rowOf(run, id, revision));
  return {
    id,
    body,
    text: textOf(body),
    rows: [...new Map(rows.map((row) => [row.id, row])).values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    suggestions: suggestionsOf(id, proposed),
    isGone: skill.left !== null || skill.waits,
    executions: skill.frequency,
    episodes: new Set(active.map(({ trajectoryId }) => trajectoryId)).size,
  };
}

function rowOf({ trajectoryId, sourceId, from, to, value, phi }: SkillRun, itemId: string, revision: string): Evidence {
  const outcome = value > 0 ? 'success' : 'failure';
  const place = { trajectoryId, sourceId, from, to };
  return makeEvidence({
    itemId,
    revision,
    ...place,
    outcome,
    rule: 'episode',
    phi,
    episode: outcome,
    wentOn: false,
    explained: false,
  });
}

/** What several rounds propose alike is proposed once, with the figures of the last. */
function suggestionsOf(
  id: string,
  proposed: readonly { readonly draft: Draft; readonly judged: Judged }[],
): readonly Suggestion[] {
  const byContent = new Map<string, Suggestion>();
  for (const { draft, judged } of proposed) {
    const words = draft.edits.map(({ field, kind, text }) => `${field} ${kind} ${text}`);
    const content = contentId({ id, words: words.toSorted() }).slice(0, 20);
    const { difference, lower, episodes } = judged.verdict;
    byContent.set(content, {
      kind: 'gradient',
      content,
      title: `${judged.before.goal}: ${words.join('; ')} (dJ ${difference.toFixed(3)}, at least ${lower.toFixed(3)} over ${episodes} episodes)`,
      apply: (body) => applyAll(body, draft.edits),
      contrasts: [],
      strong: false,
      probability: 0.95,
    });
  }
  return [...byContent.values()];
}

function writeSkill(skill: PooledSkill): Skill {
  const { id, body, version, parent, born, left, frequency, gain, maturity, verdict, waits } = skill;
  return {
    id,
    name: body.goal,
    version,
    parent,
    born,
    left,
    frequency,
    gain,
    maturity,
    bound: verdict?.bound ?? 0,
    stays: !waits && left === null,
    reason: waits ? 'waits' : (verdict?.reason ?? 'newborn'),
    tokens: skillTokens(body),
    imported: false,
  };
}

/** The state of ProcMEM: spans of episodes name the skill that was carried out in them. */
export function deriveProcmem(
  mined: MinedProcmem,
  base: Pick<Derived, 'goals' | 'ontology' | 'segments'>,
  input: DeriveInput,
): Derived {
  const items = deriveItems(mined.items, input);
  const known = new Set(items.procedures.map(({ id }) => id));
  const rows = new Set(items.evidence.map(({ id }) => id));
  const segments = base.segments.map((segment) => {
    const id = `k-${segment.procedureId?.slice(2) ?? ''}`;
    if (!known.has(id)) return { ...segment, procedureId: null, evidenceId: null };
    const row = `e-${id.slice(2)}-${segment.trajectoryId.slice(0, 20)}-${segment.from}`;
    return { ...segment, procedureId: id, evidenceId: rows.has(row) ? row : null };
  });
  return { ...items, ...base, segments, metaProcedures: [], strategy: mined.state };
}
