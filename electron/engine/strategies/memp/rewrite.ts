import type { Contrast, ProcedureBody, ProcedureStep } from '../../../../shared/model/index.ts';
import type { Corpus } from '../../abstraction/corpus.ts';
import { contentId } from '../../identity/index.ts';
import { weighContrasts, type Strength } from '../../refinement/statistics/index.ts';
import type { Suggestion } from '../items.ts';
import { numberSteps } from './entry.ts';

/** An episode of a kind of goal: the templates of its critical steps with their place in [0, 1]. */
export interface Way {
  readonly trajectoryId: string;
  readonly sourceId: string;
  readonly category: number;
  readonly success: boolean;
  readonly places: ReadonlyMap<number, number>;
}

export interface RewriteContext {
  readonly corpus: Corpus;
  readonly roles: readonly (readonly string[])[];
  readonly falseDiscoveryRate: number;
  readonly minContrast: number;
}

/** A step that the successes of a kind of goal have and its failures lack, or the other way round. */
export interface Lesson {
  readonly template: number;
  readonly side: 'success' | 'failure';
  readonly strength: Strength;
  readonly place: number;
}

const likely = 0.95;
const minShare = 0.6;
const maxChanges = 3;

/**
 * What a kind of goal teaches about its steps: for each template that some of its episodes rest on and others do not, the contrast of
 * section 5 over all its episodes with a known outcome, all of a memory weighed together. Rule Q14.
 */
export function learnLessons(ways: readonly Way[], context: RewriteContext): ReadonlyMap<number, readonly Lesson[]> {
  const byCategory = [...Map.groupBy(ways, ({ category }) => category)].sort((a, b) => a[0] - b[0]);
  const questions = byCategory.flatMap(([category, own]) => {
    const good = own.filter(({ success }) => success).length;
    if (Math.min(good, own.length - good) < context.minContrast) return [];
    const templates = new Set(own.flatMap(({ places }) => [...places.keys()]));
    return [...templates].sort((a, b) => a - b).map((template) => ({ category, template, own }));
  });
  const strengths = weighContrasts(
    questions.map(({ own, template }) => ({ tables: tablesOf(own, template), direction: 'differs' })),
    context.falseDiscoveryRate,
  );
  const lessons = new Map<number, Lesson[]>();
  questions.forEach(({ category, template, own }, at) => {
    const strength = strengths[at];
    const lesson = strength === undefined ? null : lessonOf(template, own, strength);
    if (lesson !== null) lessons.set(category, [...(lessons.get(category) ?? []), lesson]);
  });
  return lessons;
}

function tablesOf(ways: readonly Way[], template: number): readonly Strength['table'][] {
  const bySource = [...Map.groupBy(ways, ({ sourceId }) => sourceId)].sort((a, b) => (a[0] < b[0] ? -1 : 1));
  return bySource.map(([, own]) => {
    const count = (present: boolean, success: boolean): number =>
      own.filter((way) => way.places.has(template) === present && way.success === success).length;
    return {
      presentSuccess: count(true, true),
      presentFailure: count(true, false),
      absentSuccess: count(false, true),
      absentFailure: count(false, false),
    };
  });
}

function lessonOf(template: number, ways: readonly Way[], strength: Strength): Lesson | null {
  const { table, probability } = strength;
  const successes = table.presentSuccess + table.absentSuccess;
  const share = table.presentSuccess / Math.max(1, successes);
  const helps = probability >= likely && share >= minShare;
  const hurts = 1 - probability >= likely && 1 - share >= minShare;
  if (!helps && !hurts) return null;
  const places = ways.flatMap(({ success, places: own }) => (success ? (own.get(template) ?? []) : []));
  const place = places.reduce((sum, one) => sum + one, 0) / Math.max(1, places.length);
  return { template, side: helps ? 'success' : 'failure', strength, place };
}

/**
 * The rewriting of an entry after a failure [P, K]: steps that the successes of its kind of goal rest on and it lacks come in, those that go with
 * failure go out; null where its episodes teach it nothing. It is a proposal: the entry stays until somebody agrees. Rule Q14.
 */
export function suggestRewrite(
  entry: { readonly id: string; readonly body: ProcedureBody; readonly templates: readonly number[] },
  lessons: readonly Lesson[],
  context: RewriteContext,
): Suggestion | null {
  const has = new Set(entry.templates);
  const usable = lessons
    .filter(({ template, side }) => has.has(template) === (side === 'failure') && template !== entry.templates.at(-1))
    .toSorted((a, b) => b.strength.eValue - a.strength.eValue || a.template - b.template);
  const strong = usable.filter(({ strength }) => strength.strong);
  const chosen = (strong.length > 0 ? strong : usable).slice(0, strong.length > 0 ? maxChanges : 1);
  if (chosen.length === 0) return null;
  const written = chosen.map((lesson) => ({ lesson, text: writeTemplate(lesson.template, context) }));
  const contrasts = written.map(({ lesson, text }) => contrastOf(entry.id, lesson, text));
  const changes = written.map(({ lesson, text }) => ({
    text,
    side: lesson.side,
    place: lesson.place,
    originals: new Set(entry.templates.flatMap((template, at) => (template === lesson.template ? [at] : []))),
  }));
  return {
    kind: 'adjustment',
    content: contentId({ id: entry.id, contrasts: contrasts.map(({ id }) => id).toSorted() }).slice(0, 20),
    title: `${entry.body.goal}: ${changes.map(({ side, text }) => `${side === 'success' ? 'with' : 'without'} ${text}`).join('; ')}`,
    apply: (body) => changes.reduce((changed, change) => applyChange(changed, change, entry.body), body),
    contrasts,
    strong: strong.length > 0,
    probability: Math.min(...contrasts.map(({ probability }) => probability)),
  };
}

function writeTemplate(template: number, { corpus, roles }: RewriteContext): string {
  return (corpus.templates[template]?.text ?? '').replace(
    /\{(\d+)\}/g,
    (_, digits: string) => `{${roles[template]?.[Number(digits)] ?? 'value'}}`,
  );
}

function contrastOf(id: string, { side, strength }: Lesson, label: string): Contrast {
  const { table, probability, eValue, strata, strong } = strength;
  return {
    id: `c-${contentId({ id, side, label }).slice(0, 16)}`,
    part: 'step',
    side,
    label,
    table,
    probability: side === 'success' ? probability : 1 - probability,
    eValue,
    strata,
    strong,
    spans: { success: [], failure: [] },
  };
}

interface Change {
  readonly text: string;
  readonly side: 'success' | 'failure';
  readonly place: number;
  /** Where the mined body has the step. */
  readonly originals: ReadonlySet<number>;
}

function applyChange(body: ProcedureBody, change: Change, mined: ProcedureBody): ProcedureBody {
  if (change.side === 'failure') {
    const gone = new Set(mined.steps.flatMap(({ id }, at) => (change.originals.has(at) ? [id] : [])));
    return { ...body, steps: body.steps.filter(({ id }) => !gone.has(id)) };
  }
  if (body.steps.some(({ template }) => template === change.text)) return body;
  const step: ProcedureStep = {
    id: '',
    template: change.text,
    kind: body.steps[0]?.kind ?? 'text',
    optional: false,
    repeats: false,
    evidence: { present: 0, of: 0 },
  };
  const at = Math.min(body.steps.length - 1, Math.round(change.place * body.steps.length));
  return { ...body, steps: numberSteps(body.steps.toSpliced(Math.max(0, at), 0, step)) };
}
