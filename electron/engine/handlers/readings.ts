import type { Attribution, Segmentation, TaskFacts, WritingReport } from '../../../shared/contract/index.ts';
import { KnackError } from '../../../shared/errors.ts';
import type { SkillVoice, Trajectory } from '../../../shared/model/index.ts';
import {
  attributed,
  attributeQuestion,
  coverSteps,
  factsQuestion,
  gatherVoices,
  labelOf,
  mostSteps,
  segmentQuestion,
  type ActiveSpan,
} from '../drafting/index.ts';
import type { Engine } from '../engine.ts';
import type { Memory } from '../memory/index.ts';
import { readTaskFacts } from '../strategies/index.ts';
import { ask, propose, writableProcedure, type Options } from './asking.ts';
import { notFound } from './library.ts';
import { spansOf, writeAction } from './spans.ts';
import { strategyOf } from './strategies.ts';

function stepsOf({ steps }: Trajectory, from: number, to: number): ActiveSpan['steps'] {
  return steps.slice(from, to).map(({ action, observation }, at) => ({
    index: from + at,
    action: writeAction(action),
    observation,
  }));
}

/** The sub-goals of an episode. By the rules they are the segments that the memory learned from. */
export async function segmentTrajectory(engine: Engine, id: string, options: Options): Promise<Segmentation> {
  const { memory } = engine;
  const { segments, procedures } = memory.state.derived;
  const trajectory = await memory.store.trajectory(id);
  if (trajectory === null || !memory.state.summaries.has(id)) throw notFound('trajectory', id);
  const goals = new Map(procedures.map((item) => [item.id, item.body.goal]));
  const steps = stepsOf(trajectory, 0, trajectory.steps.length);
  const known = segments.filter((segment) => segment.trajectoryId === id);
  const byRules = coverSteps(
    known.map(({ from, to, description, procedureId }) => {
      return { from, to, description: description || (goals.get(procedureId ?? '') ?? '') };
    }),
    steps.length,
  ).segments;
  const ruled = { author: null, segments: byRules, steps: steps.length, moved: 0, because: '' };
  if (steps.length === 0) return { ...ruled, note: 'The episode has no steps.' };
  if (steps.length > mostSteps) {
    const note = `The episode has ${steps.length} steps; up to ${mostSteps} are shown to a model. The rules answered.`;
    return { ...ruled, note };
  }
  const { answer, author, note } = await ask(
    { engine, memory },
    segmentQuestion({ goal: trajectory.goal, steps, byRules }),
    options,
  );
  if (author === null) return { ...ruled, note };
  return { author, note, ...coverSteps(answer.segments, steps.length), steps: steps.length, because: answer.because };
}

/** What the episodes of a skill blame of it: those of its last gradient, or else those of its contexts. */
export async function attributeSkill(engine: Engine, id: string, options: Options): Promise<Attribution> {
  const { memory } = engine;
  const { gradients } = strategyOf(memory.state, 'procmem');
  const skill = writableProcedure(memory, id);
  const gradient = gradients.findLast(({ skillId }) => skillId === id);
  const spans = gradient === undefined ? await contextSpans(memory, skill) : await gradientSpans(memory, gradient);
  if (new Set(spans.map(({ side }) => side)).size < 2) throw nothingToTellApart(id);
  const byRules = (gradient?.trajectories ?? []).flatMap(({ trajectoryId, edits }): SkillVoice[] => {
    const place = spans.findIndex((span) => span.trajectoryId === trajectoryId);
    return place < 0
      ? []
      : edits.map(({ field, kind, text }) => ({ episode: labelOf(place), field, kind, text, quote: '' }));
  });
  const told = await ask({ engine, memory }, attributeQuestion({ body: skill.body, spans, byRules }), options);
  const edits = gatherVoices(told.answer.voices, spans.length);
  const voices = told.answer.voices.flatMap(({ episode, ...voice }): Attribution['voices'] => {
    const span = spans.find((_, place) => labelOf(place) === episode);
    if (span === undefined) return [];
    const { trajectoryId, from, to, side } = span;
    return [{ ...voice, trajectoryId, from, to, side }];
  });
  const said = { episodes: spans.length, voices, edits };
  const changed = attributed(skill.body, edits);
  const { because } = told.answer;
  if (told.author !== null && edits.length === 0) {
    const note = 'Nothing is said by half of the episodes: nothing is proposed.';
    return { author: told.author, note, proposalId: null, decision: null, because, ...said };
  }
  const words = changed.edits.map(({ field, kind, text }) => `${field} ${kind} ${text}`);
  const written = await propose({ engine, memory }, told, {
    itemId: id,
    baseRevision: skill.revision,
    title: `${skill.body.goal}: ${words.join('; ')}`,
    body: changed.body,
    because,
  }).catch((error: unknown): WritingReport => {
    // What was said is told also where it was proposed before.
    if (!(error instanceof KnackError) || error.code !== 'WRONG_USE') throw error;
    return { author: told.author, note: error.happened, proposalId: null, decision: null, because };
  });
  return { ...written, ...said };
}

type Gradient = ReturnType<typeof strategyOf<'procmem'>>['gradients'][number];

async function gradientSpans({ store }: Memory, gradient: Gradient): Promise<readonly ActiveSpan[]> {
  const spans = gradient.trajectories.map(async ({ trajectoryId, from, to, side }): Promise<ActiveSpan[]> => {
    const trajectory = await store.trajectory(trajectoryId);
    if (trajectory === null) return [];
    return [{ trajectoryId, from, to, side, goal: trajectory.goal, steps: stepsOf(trajectory, from, to) }];
  });
  return (await Promise.all(spans)).flat();
}

const aSide = 3;

async function contextSpans(
  memory: Memory,
  { contexts }: ReturnType<typeof writableProcedure>,
): Promise<readonly ActiveSpan[]> {
  const sides = (['failure', 'success'] as const).map(async (outcome) => {
    const spans = await spansOf(memory, contexts[outcome].slice(0, aSide));
    const side = outcome === 'failure' ? ('worst' as const) : ('best' as const);
    return spans.map(({ evidence: { trajectoryId, from, to }, goal, steps }): ActiveSpan => {
      return { trajectoryId, from, to, side, goal, steps };
    });
  });
  return (await Promise.all(sides)).flat();
}

function nothingToTellApart(id: string): KnackError {
  return new KnackError({
    code: 'WRONG_USE',
    happened: `The episodes of ${id} all ended alike: there is nothing to tell apart.`,
    kept: 'The memory is as it was.',
    todo: 'Import episodes that ended otherwise, or ask for another skill.',
  });
}

/** What a task names, for the retrieval of Mem^p. */
export async function readFacts(engine: Engine, goal: string, options: Options): Promise<TaskFacts> {
  const { memory } = engine;
  const { entries } = strategyOf(memory.state, 'memp');
  const byRules = readTaskFacts(entries, goal);
  const question = factsQuestion({ goal, known: entries.map(({ facts }) => facts), byRules });
  const { answer, author, note } = await ask({ engine, memory }, question, options);
  return { author, note, facts: answer.facts, because: answer.because };
}
