import type { Derived, Settings, StrategyState } from '../../../../shared/model/index.ts';
import type { AnalysisRow } from '../../ports.ts';
import { openSupply, type StrategySupply } from '../../strategies/index.ts';
import type { Actor } from '../actor.ts';
import { buildKnowledge, createAgent, type Knowledge, readSkill } from '../agent/index.ts';
import type { Courses } from './course.ts';
import { EntryCourses } from './entry-courses.ts';
import { type EmbedTexts, readInvocations } from './invocations.ts';
import { withSearch } from './search.ts';
import { originsOf, SkillCourses } from './skill-courses.ts';
import { StrategyActor } from './strategy-actor.ts';

/** Who plays by a strategy. */
export interface StrategyPlayer {
  readonly actor: Actor;
  /** Estimated tokens of all that may be supplied, at four characters each (T5). */
  readonly storedTokens: number;
}

/** What a player plays from. */
export interface PlayerSources {
  readonly settings: Settings;
  /** The state under these settings. */
  readonly derived: Derived;
  /** The state of the same episodes under MACLA: where things are found and how commands stand to each other. */
  readonly common: Derived;
  /** Analyses of the episodes. */
  readonly rows: readonly AnalysisRow[];
  readonly embed: EmbedTexts;
}

/** Who plays from a state, by its strategy; `learns`: outcomes count in what it supplies next. Rules C1 to C6. */
export async function playerOf(
  sources: PlayerSources,
  { learns = false }: { readonly learns?: boolean | undefined } = {},
): Promise<StrategyPlayer> {
  const { settings, derived, rows, common, embed } = sources;
  const rankMacla = async (): Promise<readonly never[]> => [];
  // The bound is asked of all skills: those far off are told by the states in which they were begun.
  const supply = openSupply({ derived, settings: { ...settings, procmemCosine: -1 }, embed, rankMacla });
  const storedTokens = supply.storedTokens();
  const strategy = derived.strategy ?? null;
  if (strategy === null) return { actor: createAgent({ rows, derived, settings }, { learns }).actor, storedTokens };
  const knowledge = withSearch(buildKnowledge({ rows, derived: common, hasContrast: true, hasOntology: true }));
  const known = strategy.kind === 'procmem' ? withSkills(knowledge, derived) : knowledge;
  const courses = await coursesOf(strategy, { ...sources, knowledge: known, supply });
  const means = new Map(derived.procedures.map(({ id, posterior }) => [id, posterior.mean]));
  return {
    actor: new StrategyActor({ knowledge: known, courses, learns, expected: (id) => means.get(id) ?? 0.5 }),
    storedTokens,
  };
}

async function coursesOf(
  strategy: NonNullable<StrategyState>,
  {
    knowledge,
    supply,
    derived,
    settings,
    embed,
  }: PlayerSources & { readonly knowledge: Knowledge; readonly supply: StrategySupply },
): Promise<Courses> {
  switch (strategy.kind) {
    case 'memp':
      return new EntryCourses({ knowledge, state: strategy, supply, settings });
    case 'procmem': {
      const origins = originsOf(derived, strategy);
      const invocations = await readInvocations(knowledge.plays, new Set(origins.values()), embed);
      return new SkillCourses({ knowledge, derived, origins, supply, invocations, settings });
    }
  }
}

/** The knowledge with the skills of a pool beside the procedures. */
function withSkills(knowledge: Knowledge, { procedures }: Derived): Knowledge {
  const templateOf = new Map(knowledge.corpus.templates.map(({ text, index }) => [text, index]));
  const own = procedures.flatMap((item) => readSkill(item, templateOf) ?? []);
  return { ...knowledge, skills: new Map([...knowledge.skills, ...own.map((skill) => [skill.id, skill] as const)]) };
}
