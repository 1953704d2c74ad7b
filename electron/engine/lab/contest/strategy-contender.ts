import type { Derived, Settings } from '../../../../shared/model/index.ts';
import { type Memory, standingSummaries } from '../../memory/index.ts';
import { openSupply } from '../../strategies/index.ts';
import type { Actor } from '../actor.ts';
import { buildKnowledge, createAdvice, type Knowledge, MemoryAgent, readSkill } from '../agent/index.ts';
import type { Courses } from './course.ts';
import { EntryCourses } from './entry-courses.ts';
import { readInvocations } from './invocations.ts';
import { type Variant, variants } from './players.ts';
import { withSearch } from './search.ts';
import { originsOf, SkillCourses } from './skill-courses.ts';
import { StrategyActor } from './strategy-actor.ts';

/** Who plays by a strategy. */
export interface StrategyPlayer {
  readonly actor: Actor;
  /** Estimated tokens of all that may be supplied, at four characters each (T5). */
  readonly storedTokens: number;
}

/** A state that a memory's episodes give under other settings, with what is common to all strategies. */
export interface StrategyState {
  readonly settings: Settings;
  readonly derived: Derived;
  readonly knowledge: Knowledge;
  readonly embed: (texts: readonly string[]) => Promise<readonly Float32Array[]>;
}

/** Who plays by a strategy of `variants`, learnt anew from the episodes that stand. @throws KnackError MODEL_MISSING */
export async function createStrategyPlayer(name: keyof typeof variants, memory: Memory): Promise<StrategyPlayer> {
  const state = await deriveVariant(memory, variants[name]);
  return playerOf(state);
}

/** The state of the memory's episodes under settings that differ by a variant. @throws KnackError MODEL_MISSING */
export async function deriveVariant(memory: Memory, variant: Variant): Promise<StrategyState> {
  const { folded, summaries } = memory.state;
  const settings = { ...folded.settings, ...variant };
  const derive = (own: Settings): Promise<Derived> =>
    memory.learner.sibling().derive({ ...folded, settings: own }, { summaries, fresh: [] });
  const derived = await derive(settings);
  // Where things are found and how commands stand to each other is the same for all: what the procedures of the corpus tell.
  const common =
    settings.strategy === 'macla'
      ? derived
      : folded.settings.strategy === 'macla'
        ? memory.state.derived
        : await derive({ ...settings, strategy: 'macla' });
  const analyses = await memory.learner.prepare();
  const rows = standingSummaries(folded, summaries).flatMap(({ id }) => {
    const row = analyses.get(id);
    return row === undefined ? [] : [row];
  });
  const embed = (texts: readonly string[]) => memory.vectors.embedForQuestion(settings.embeddingModel, texts);
  return { settings, derived, knowledge: withSearch(buildKnowledge(rows, common)), embed };
}

/** Who plays from a state. */
export async function playerOf(state: StrategyState): Promise<StrategyPlayer> {
  const { derived, knowledge, settings, embed } = state;
  const means = new Map(derived.procedures.map(({ id, posterior }) => [id, posterior.mean]));
  const expected = (id: string): number => means.get(id) ?? 0.5;
  const strategy = derived.strategy ?? null;
  const rankMacla = async (): Promise<readonly never[]> => [];
  // The bound is asked for of all: what is near is told apart by the states in which skills were begun.
  const supply = openSupply({ derived, settings: { ...settings, procmemCosine: -1 }, embed, rankMacla });
  const playing = (actor: Actor): StrategyPlayer => ({ actor, storedTokens: supply.storedTokens() });
  switch (strategy?.kind) {
    case undefined:
      return playing(new MemoryAgent({ knowledge, advise: createAdvice(knowledge, derived), expected }));
    case 'memp': {
      const courses: Courses = new EntryCourses({ knowledge, state: strategy, supply, settings });
      return playing(new StrategyActor({ knowledge, courses, expected }));
    }
    case 'procmem': {
      const origins = originsOf(derived, strategy);
      const own = withSkills(knowledge, derived);
      const invocations = await readInvocations(knowledge.plays, new Set(origins.values()), embed);
      const courses: Courses = new SkillCourses({ knowledge: own, derived, origins, supply, settings, invocations });
      return playing(new StrategyActor({ knowledge: own, courses, expected }));
    }
  }
}

/** The knowledge with the skills of a pool beside the procedures. */
function withSkills(knowledge: Knowledge, { procedures }: Derived): Knowledge {
  const templateOf = new Map(knowledge.corpus.templates.map(({ text, index }) => [text, index]));
  const own = procedures.flatMap((item) => readSkill(item, templateOf) ?? []);
  return { ...knowledge, skills: new Map([...knowledge.skills, ...own.map((skill) => [skill.id, skill] as const)]) };
}
