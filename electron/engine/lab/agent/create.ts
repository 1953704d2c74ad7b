import type { MethodPart } from '../../../../shared/contract/index.ts';
import type { Derived, Settings } from '../../../../shared/model/index.ts';
import { createRandom } from '../../../../shared/numeric/index.ts';
import { type Memory, standingSummaries } from '../../memory/index.ts';
import type { AnalysisRow } from '../../ports.ts';
import { settingsFor } from '../../selection/index.ts';
import type { Actor } from '../actor.ts';
import { createAdvice } from './advice.ts';
import { readWordings, type Wording } from './courses.ts';
import { buildKnowledge, type Knowledge } from './knowledge.ts';
import { type EmbedTexts, Meaning } from './meaning.ts';
import { MemoryAgent } from './memory-agent.ts';
import type { Choosing } from './ranking.ts';
import { SurfaceActor } from './surface-actor.ts';
import { type Surface, surfacesOf } from './surfaces.ts';

/** How a memory is played from. */
export interface AgentOptions {
  /** A part of the method to leave out: each is another path through the code (SPEC-lab, A9). */
  readonly without?: MethodPart | null | undefined;
  /** Ways drawn by chance instead of chosen. */
  readonly isRandom?: boolean | undefined;
  /** Whether the memory learns from what is played; else information is worth nothing. */
  readonly learns?: boolean | undefined;
}

/** What an agent plays from. */
export interface AgentSources {
  /** Analyses of the episodes that stand. */
  readonly rows: readonly AnalysisRow[];
  readonly derived: Derived;
  readonly settings: Settings;
  /** Vectors of texts, for goals of unknown wordings; words alone where it is missing. */
  readonly embed?: EmbedTexts | undefined;
}

/** What a memory as it is now gives an agent to play from. */
export async function sourcesOf(memory: Memory): Promise<AgentSources> {
  const { folded, summaries, derived } = memory.state;
  const standing = new Set(standingSummaries(folded, summaries).map(({ id }) => id));
  const rows = (await memory.store.analyses()).filter(({ trajectoryId }) => standing.has(trajectoryId));
  const embed: EmbedTexts = (texts) => memory.vectors.embedForQuestion(folded.settings.embeddingModel, texts);
  return { rows, derived, settings: folded.settings, embed };
}

/** An actor with what it plays from, as plain data. */
export interface Agent {
  readonly actor: Actor;
  readonly stored: unknown;
}

/** Makes who plays from a memory: SPEC-lab, rules A1 to A12. */
export function createAgent(sources: AgentSources, options: AgentOptions): Agent {
  const { actor, knowledge, wordings } = createWhole(sources, options);
  const partOf = ({ trajectoryIds }: Surface): Actor => {
    const rows = sources.rows.filter(({ trajectoryId }) => trajectoryIds.has(trajectoryId));
    return createWhole({ ...sources, rows }, { ...options, isPart: true }).actor;
  };
  return {
    actor: new SurfaceActor(surfacesOf(knowledge.corpus), actor, partOf),
    stored: [[...knowledge.skills.values()], knowledge.habits.situations, knowledge.places.counts, wordings],
  };
}

interface Whole {
  readonly actor: Actor;
  readonly knowledge: Knowledge;
  readonly wordings: readonly Wording[];
}

/** Who plays from some episodes; `isPart`: others were told in other words, and procedures may be put in theirs. */
function createWhole(
  { rows, derived, settings, embed }: AgentSources,
  { without, isRandom = false, learns = false, isPart = false }: AgentOptions & { readonly isPart?: boolean },
): Whole {
  const knowledge = buildKnowledge({
    rows,
    derived,
    hasContrast: without !== 'contrast',
    hasOntology: without !== 'ontology',
    isPart,
  });
  const plays = Map.groupBy(knowledge.plays, ({ wording }) => wording);
  const prior = { alpha: settings.priorAlpha, beta: settings.priorBeta };
  const read = readWordings({ knowledge, derived, prior, hasMetas: without !== 'meta' });
  const wordings = without === 'posteriors' ? shuffled(read) : read;
  const choosing: Choosing = isRandom ? 'chance' : without === 'bayes' ? 'likeness' : 'utility';
  const expected = new Map(derived.procedures.map(({ id, posterior }) => [id, posterior.mean]));
  const goals = wordings.map(({ text }) => goalsOf(plays.get(text) ?? []));
  const actor = new MemoryAgent({
    knowledge,
    advise: createAdvice({
      ...{ knowledge, wordings, choosing },
      settings: learns ? settings : settingsFor(settings, { mode: 'mean' }),
      meaning: embed === undefined ? null : new Meaning(embed, goals),
    }),
    expected: (id) => expected.get(id) ?? prior.alpha / (prior.alpha + prior.beta),
  });
  return { actor, knowledge, wordings };
}

/** Goals of episodes, each once, in order. */
function goalsOf(plays: Knowledge['plays']): readonly string[] {
  return [...new Set(plays.map(({ episode }) => episode.goal))].sort();
}

/** The same posteriors, each with another way, in an order that never changes. */
function shuffled(wordings: readonly Wording[]): readonly Wording[] {
  const random = createRandom(0);
  const left = wordings.flatMap(({ ways }) => ways.map(({ posterior, asWorded }) => ({ posterior, asWorded })));
  return wordings.map((wording) => ({
    ...wording,
    ways: wording.ways.map((way) => ({ ...way, ...left.splice(random.whole(left.length), 1)[0] })),
  }));
}
