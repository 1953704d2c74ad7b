import type { Derived, Outcome, Settings } from '../../../../shared/model/index.ts';
import { readCorpus, type Corpus, type Episode } from '../../abstraction/corpus.ts';
import { findGoalCategories, goalReader } from '../../abstraction/goals.ts';
import type { AnalysisRow } from '../../ports.ts';
import { findAttempts } from '../../procedures/index.ts';
import { completing, segmenter } from '../../segmentation/segment.ts';
import { measureTransitions, type Transitions } from '../../segmentation/transitions.ts';

/** What an episode asks for, in the terms of the memory; no category where its goal is like none that the memory has. */
export interface ToldGoal {
  readonly text: string;
  readonly category: number | null;
  /** The same where the episode is of the memory, read as if its goal had not been known. */
  readonly blindCategory: number | null;
  readonly values: readonly string[];
}

/** An episode in the terms of the memory. */
export interface ToldEpisode {
  readonly id: string;
  readonly outcome: Outcome;
  readonly goal: ToldGoal;
  readonly context: Episode['context'];
  readonly steps: Episode['steps'];
}

export interface LessonInput {
  /** The episodes that the memory was made from. */
  readonly analyses: readonly AnalysisRow[];
  readonly settings: Settings;
  /** What the memory learned from them. */
  readonly learned: Pick<Derived, 'procedures' | 'segments'>;
}

/** What a memory knows, ready for reading and foretelling other episodes. */
export interface Lesson {
  /** The episodes that it knows, in id order. */
  readonly episodes: readonly ToldEpisode[];
  /** Whether a template completes something (SPEC.md, G1). */
  completes(template: number): boolean;
  read(row: AnalysisRow): ToldEpisode;
  /** Share of the steps of an episode that lie in executions of live procedures, in [0, 1]; 0 without steps. */
  coverageOf(episode: ToldEpisode): number;
}

/** Prepares a memory for foretelling. O(steps of its episodes). */
export function prepareLesson({ analyses, settings, learned }: LessonInput): Lesson {
  const { corpus, read } = readCorpus(analyses);
  const categories = findGoalCategories(corpus);
  const transitions = measureTransitions(corpus, categories);
  const goals = goalReader(corpus, categories);
  const blind = new Map<string, number | null>();
  const blindOf = (goal: string): number | null => {
    const found = blind.has(goal) ? (blind.get(goal) ?? null) : goals.readBlind(goal).category;
    blind.set(goal, found);
    return found;
  };
  const live = new Set(learned.procedures.filter(({ status }) => status === 'live').map(({ id }) => id));
  const keys = keysOfProcedures(corpus, categories, { settings, transitions, learned });
  const told = (episode: Episode, goal: Omit<ToldGoal, 'text'>): ToldEpisode => ({
    id: episode.trajectoryId,
    outcome: episode.outcome,
    goal: { text: episode.goal, ...goal },
    context: episode.context,
    steps: episode.steps,
  });
  const sources = new Map<string, Episode>();
  const cut = segmenter(settings, transitions);
  return {
    episodes: corpus.episodes.map((episode, at) =>
      told(episode, { ...(categories.goals[at] ?? noGoal), blindCategory: blindOf(episode.goal) }),
    ),
    completes: (template) => (transitions.milestone[template] ?? 0) >= completing,
    read: (row) => {
      const episode = read(row);
      sources.set(episode.trajectoryId, episode);
      const goal = goals.read(episode.goal);
      return told(episode, { ...goal, blindCategory: goal.category });
    },
    coverageOf: ({ id, goal, steps }) => {
      const episode = sources.get(id);
      if (episode === undefined || steps.length === 0) return 0;
      const own = { category: goal.category ?? 0, values: goal.values };
      const spans = cut(episode, own);
      const one = { ...corpus, episodes: [episode] };
      const attempts = findAttempts(one, { ...categories, goals: [own] }, { spans: [spans], transitions });
      const covered = attempts.filter(({ key }) => key !== null && live.has(keys.get(key) ?? ''));
      return covered.reduce((sum, { span }) => sum + span.to - span.from, 0) / steps.length;
    },
  };
}

const noGoal = { category: null, values: [] };

/** The procedure of each aim, as the memory assigned its own segments: merged duplicates lead to one procedure. */
function keysOfProcedures(
  corpus: Corpus,
  categories: ReturnType<typeof findGoalCategories>,
  { settings, transitions, learned }: Pick<LessonInput, 'settings' | 'learned'> & { readonly transitions: Transitions },
): ReadonlyMap<string, string> {
  const assigned = new Map(
    learned.segments.map(({ trajectoryId, from, to, procedureId }) => [`${trajectoryId} ${from} ${to}`, procedureId]),
  );
  const cut = segmenter(settings, transitions);
  const spans = corpus.episodes.map((episode, at) => cut(episode, categories.goals[at] ?? { category: 0, values: [] }));
  const keys = new Map<string, string>();
  for (const { episode, span, key } of findAttempts(corpus, categories, { spans, transitions })) {
    const id = corpus.episodes[episode]?.trajectoryId ?? '';
    const procedure = assigned.get(`${id} ${span.from} ${span.to}`) ?? null;
    if (key !== null && procedure !== null) keys.set(key, procedure);
  }
  return keys;
}
