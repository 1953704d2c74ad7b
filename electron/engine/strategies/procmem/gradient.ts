import type {
  Condition,
  Gradient,
  ProcedureBody,
  ProcedureStep,
  SkillEdit,
  SkillField,
} from '../../../../shared/model/index.ts';
import { completingStep, renderCondition } from '../../../../shared/model/index.ts';
import { contentId } from '../../identity/index.ts';
import { atomOf, type SkillRun, type SkillSource } from './runs.ts';

/** An edit with how it is made. */
export interface DraftEdit extends SkillEdit {
  apply(body: ProcedureBody): ProcedureBody;
}

export interface AggregatedGradient {
  /** Likeness of what the trajectories did to what the skill says, in [0, 1]. */
  readonly relevance: number;
  readonly outcome: Gradient['outcome'];
  readonly trajectories: Gradient['trajectories'];
  readonly edits: readonly DraftEdit[];
  readonly best: readonly SkillRun[];
}

/** Trajectories a side: 3 worst and 3 best [S]. */
const aSide = 3;
const refineFrom = 0.5;

/**
 * The semantic gradient of a skill over the runs of a round [S, K]: the worst and the best say what they have that the others lack, as edits of
 * activation, execution and termination; null where the round has not both. Rules M5 to M7.
 */
export function contrastRuns(
  body: ProcedureBody,
  runs: readonly SkillRun[],
  { baseline, conditions }: { readonly baseline: number; readonly conditions: SkillSource['conditions'] },
): AggregatedGradient | null {
  const first = firstOfEpisodes(runs);
  const worst = first.filter(({ value }) => value < baseline).slice(0, aSide);
  const best = first.filter(({ value }) => value > baseline).slice(0, aSide);
  if (worst.length === 0 || best.length === 0) return null;
  const sides = { body, worst, best, conditions };
  const voices = new Map<string, DraftEdit>();
  const trajectories = [...worst, ...best].map((run) => {
    const edits = editsOf(run, sides);
    for (const edit of edits) {
      const key = keyOf(edit);
      voices.set(key, { ...edit, voices: (voices.get(key)?.voices ?? 0) + 1 });
    }
    return { run, edits };
  });
  const all = [...worst, ...best];
  const relevance = all.reduce((sum, run) => sum + likenessOf(run, body), 0) / all.length;
  const edits = [...voices.values()].filter((edit) => edit.voices * 2 >= all.length && edit.voices > 1).sort(byVoices);
  return {
    relevance,
    outcome: relevance < refineFrom ? 'new-skill' : edits.length === 0 ? 'nothing' : 'refine',
    trajectories: trajectories.map(({ run, edits: own }) => describe(run, own, { baseline, voices })),
    edits,
    best,
  };
}

function firstOfEpisodes(runs: readonly SkillRun[]): readonly SkillRun[] {
  return [...new Map(runs.toReversed().map((run) => [run.trajectoryId, run])).values()].sort((a, b) =>
    a.trajectoryId < b.trajectoryId ? -1 : 1,
  );
}

const keyOf = ({ field, kind, text }: SkillEdit): string => `${field} ${kind} ${text}`;

function byVoices(a: DraftEdit, b: DraftEdit): number {
  return b.voices - a.voices || (keyOf(a) < keyOf(b) ? -1 : 1);
}

function describe(
  run: SkillRun,
  edits: readonly DraftEdit[],
  { baseline, voices }: { readonly baseline: number; readonly voices: ReadonlyMap<string, DraftEdit> },
): Gradient['trajectories'][number] {
  const side = run.value < baseline ? 'worst' : 'best';
  const count = (field: SkillField): number => edits.filter((edit) => edit.field === field).length;
  const fields = (['activation', 'execution', 'termination'] as const).filter((field) => count(field) > 0);
  return {
    trajectoryId: run.trajectoryId,
    from: run.from,
    to: run.to,
    advantage: run.value - baseline,
    side,
    blame: side === 'worst' ? fields.toSorted((a, b) => count(b) - count(a)) : [],
    edits: edits.map(({ field, kind, text, ...edit }) => ({
      field,
      kind,
      text,
      voices: voices.get(keyOf({ ...edit, field, kind, text }))?.voices ?? 1,
    })),
  };
}

interface Sides {
  readonly body: ProcedureBody;
  readonly worst: readonly SkillRun[];
  readonly best: readonly SkillRun[];
  readonly conditions: SkillSource['conditions'];
}

type FeatureOf = (run: SkillRun) => { has(key: string): boolean };

/** How often the best have a feature and the worst do, as shares. */
function shares(key: string, featureOf: FeatureOf, { best, worst }: Sides): { best: number; worst: number } {
  const share = (runs: readonly SkillRun[]): number =>
    runs.filter((run) => featureOf(run).has(key)).length / runs.length;
  return { best: share(best), worst: share(worst) };
}

const most = 2 / 3;

/**
 * What one trajectory says: a feature of most of the best and none of the worst is missed where it lacks and praised where it is; one of most of
 * the worst and none of the best is blamed where it is and missed by nobody where it lacks.
 */
function editsOf(run: SkillRun, sides: Sides): readonly DraftEdit[] {
  return [...activationEdits(run, sides), ...executionEdits(run, sides), ...terminationEdits(run, sides)];
}

/** +1: speaks for having it; -1: for not having it; 0: says nothing. */
function leaning(
  key: string,
  featureOf: FeatureOf,
  { run, sides }: { readonly run: SkillRun; readonly sides: Sides },
): number {
  const share = shares(key, featureOf, sides);
  const isBest = sides.best.includes(run);
  const has = featureOf(run).has(key);
  if (share.best >= most && share.worst === 0) return has === isBest ? 1 : 0;
  if (share.worst >= most && share.best === 0) return has === isBest ? 0 : -1;
  return 0;
}

function activationEdits(run: SkillRun, sides: Sides): readonly DraftEdit[] {
  const asked = new Set(sides.body.preconditions.map(atomOf));
  return [...sides.conditions].flatMap(([atom, condition]): DraftEdit[] => {
    if (asked.has(atom)) return [];
    const lean = leaning(atom, ({ held }) => held, { run, sides });
    if (lean === 0) return [];
    const polarity = lean > 0 ? 'positive' : 'negative';
    const wanted = withPolarity(condition, polarity);
    return [
      {
        field: 'activation',
        kind: 'add',
        text: renderCondition(wanted),
        voices: 1,
        apply: (body) =>
          body.preconditions.some(({ id }) => id === wanted.id)
            ? body
            : { ...body, preconditions: [...body.preconditions, wanted] },
      },
    ];
  });
}

function withPolarity(condition: Condition, polarity: Condition['polarity']): Condition {
  const { predicate, arguments: args } = condition;
  return { ...condition, polarity, id: contentId({ predicate, args, polarity }).slice(0, 16) };
}

function executionEdits(run: SkillRun, sides: Sides): readonly DraftEdit[] {
  const { body } = sides;
  const doneOf: FeatureOf = ({ did }) => new Set(did.map(({ text }) => text));
  const texts = new Set([...sides.best, ...sides.worst].flatMap(({ did }) => did.map(({ text }) => text)));
  const last = completingStep(body)?.template;
  return [...texts].sort().flatMap((text): DraftEdit[] => {
    const lean = leaning(text, doneOf, { run, sides });
    const own = body.steps.find(({ template }) => template === text);
    if (lean === 0 || text === last) return [];
    const edit = { field: 'execution', text, voices: 1 } as const;
    if (lean < 0) {
      const without = (other: ProcedureBody): ProcedureBody => ({
        ...other,
        steps: other.steps.filter(({ template }) => template !== text),
      });
      return own === undefined ? [] : [{ ...edit, kind: 'remove', apply: without }];
    }
    if (own === undefined) return [{ ...edit, kind: 'add', apply: (other) => insertStep(other, text, sides) }];
    return own.optional ? [{ ...edit, kind: 'require', apply: (other) => requireStep(other, text) }] : [];
  });
}

function requireStep(body: ProcedureBody, text: string): ProcedureBody {
  return { ...body, steps: body.steps.map((step) => (step.template === text ? { ...step, optional: false } : step)) };
}

/** A step comes in where the best have it on average, before the last. */
function insertStep(body: ProcedureBody, text: string, { best }: Sides): ProcedureBody {
  if (body.steps.some(({ template }) => template === text)) return body;
  const places = best.flatMap(({ did }) => {
    const at = did.findIndex((step) => step.text === text);
    return at < 0 ? [] : [at / Math.max(1, did.length - 1)];
  });
  const place = places.reduce((sum, one) => sum + one, 0) / Math.max(1, places.length);
  const at = Math.max(0, Math.min(body.steps.length - 1, Math.round(place * body.steps.length)));
  return {
    ...body,
    steps: body.steps.toSpliced(at, 0, stepOf(text, body, { present: places.length, of: best.length })),
  };
}

export function stepOf(text: string, body: ProcedureBody, evidence: ProcedureStep['evidence']): ProcedureStep {
  const known = body.steps.find(({ template }) => template === text);
  return {
    id: contentId({ text }).slice(0, 16),
    template: text,
    kind: known?.kind ?? body.steps[0]?.kind ?? 'text',
    optional: false,
    repeats: known?.repeats ?? false,
    evidence,
  };
}

function terminationEdits(run: SkillRun, sides: Sides): readonly DraftEdit[] {
  const own = new Map(sides.body.postconditions.map((condition) => [atomOf(condition), condition]));
  const told = new Map([...sides.best, ...sides.worst].flatMap((one) => [...one.told]));
  return [...told]
    .sort((a, b) => (a[0] < b[0] ? -1 : 1))
    .flatMap(([atom, condition]): DraftEdit[] => {
      const lean = leaning(atom, (one) => one.told, { run, sides });
      const edit = { field: 'termination', text: renderCondition(condition), voices: 1 } as const;
      if (lean > 0 && !own.has(atom)) {
        const add = (body: ProcedureBody): ProcedureBody =>
          body.postconditions.some((other) => atomOf(other) === atom)
            ? body
            : { ...body, postconditions: [...body.postconditions, condition] };
        return [{ ...edit, kind: 'add', apply: add }];
      }
      if (lean >= 0 || !own.has(atom) || own.size < 2) return [];
      const remove = (body: ProcedureBody): ProcedureBody => ({
        ...body,
        postconditions: body.postconditions.filter((other) => atomOf(other) !== atom),
      });
      return [{ ...edit, kind: 'remove', apply: remove }];
    });
}

/** Longest common subsequence of what a run did (repetitions joined) and what the skill says, over the longer of the two. */
export function likenessOf({ did }: Pick<SkillRun, 'did'>, { steps }: Pick<ProcedureBody, 'steps'>): number {
  const done = did.map(({ text }) => text).filter((text, at, all) => text !== all[at - 1]);
  const said = steps.map(({ template }) => template);
  let row = [0, ...said.map(() => 0)];
  for (const text of done) {
    const next = [0];
    said.forEach((template, at) => {
      next.push(template === text ? (row[at] ?? 0) + 1 : Math.max(row[at + 1] ?? 0, next[at] ?? 0));
    });
    row = next;
  }
  return (row.at(-1) ?? 0) / Math.max(1, done.length, said.length);
}
