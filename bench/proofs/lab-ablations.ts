import { holm } from '../../electron/engine/lab/measure/index.ts';
import type { ActorName } from '../lab/actors.ts';
import { examsOf } from '../lab/controls/setup.ts';
import { type Corpus, draw, openCorpus } from '../lab/corpus.ts';
import { asPercent, asSteps, differenceOf, isSolved, meanOf, percent, type Played, stepsOf } from '../lab/figures.ts';
import { isCheap } from '../lab/play.ts';
import { type Exam, teach } from '../lab/teaching.ts';

export const name = 'What is lost without a part: the same memories, the same games';
export const command = 'npm run prove -- lab-ablations';

type FigureName = 'solved' | 'steps';

/** Who is compared with the first, and the one figure, named beforehand, by which it is judged. */
interface Contrast {
  readonly actor: ActorName;
  readonly size: number;
  readonly figure: FigureName;
}

const base: ActorName = 'memory';
/**
 * Named before the run, by pilots on other draws of the recordings and other train games. Few episodes for what tells success from
 * failure: whose posterior is whose, contrast, ontology; many for what chooses among many courses: expected utility, mining.
 */
const [few, many] = isCheap ? ([30, 30] as const) : ([30, 1000] as const);
const contrasts: readonly Contrast[] = [
  { actor: 'without bayes', size: many, figure: 'steps' },
  { actor: 'without contrast', size: few, figure: 'solved' },
  { actor: 'without meta', size: many, figure: 'steps' },
  { actor: 'without ontology', size: few, figure: 'steps' },
  { actor: 'without posteriors', size: few, figure: 'steps' },
];

const sizes = isCheap ? [30] : [30, 100, 1000];
const memories = isCheap ? 3 : 10;
const otherGames = isCheap ? 20 : 200;
/** A third of the recorded episodes failed: a part that judges has something to judge. */
const FAILING = 1 / 3;

/** Paired differences with two-way resampling over memories and task folders, the named ones corrected by Holm. */
export async function run(): Promise<string> {
  const corpus = await openCorpus();
  if (corpus === null) return 'Not run: the games are not there.';
  try {
    const exams = await examsOf(corpus, otherGames);
    const found: Found[] = [];
    for (const size of sizes) found.push(...(await compareAt(corpus, exams, size)));
    const named = found.filter(({ isNamed }) => isNamed);
    const corrected = holm(named.map(({ p }) => p));
    const rows = found.map((each) => rowOf(each, corrected[named.indexOf(each)]));
    return `${head}\n${rows.join('\n')}\n\n${memories} memories at each size, valid_seen and ${otherGames} games of rooms of which nothing was recorded; a third of the recorded episodes failed. Differences are to ${base}, 89 % intervals. ${reading}`;
  } finally {
    await corpus.close();
  }
}

const head = `| episodes | who | solved, % | steps | contrast | difference | | p | p by Holm |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |`;

const reading = `Holm corrects the contrasts that were named beforehand. What each switch takes away: bayes, the expected utility, so that likeness alone orders what may be done, mined or done once, well or badly; contrast, what failing episodes and refusals tell; meta, the mined meta-procedures, so that the courses of single episodes are followed, each with the evidence of its one episode; ontology, that kinds of things share what is known of where they are; posteriors, whose evidence is whose. What mining adds where there are many episodes is a mean: of a course that was met once one count of commands is known, and of many such courses the one that seems cheapest was lucky. With few episodes little is mined, and single courses do as well.`;

interface Found {
  readonly cells: readonly string[];
  readonly isNamed: boolean;
  readonly p: number;
}

async function compareAt(corpus: Corpus, exams: readonly Exam[], size: number): Promise<readonly Found[]> {
  const first = await playAt(base, { corpus, exams, size });
  const found: Found[] = [{ cells: [...figuresOf(size, base, first), '', '', ''], isNamed: false, p: 1 }];
  for (const { actor, figure, size: named } of contrasts) {
    const other = await playAt(actor, { corpus, exams, size });
    const difference = differenceOf(other, first, figure === 'solved' ? isSolved : stepsOf);
    if (difference === null) continue;
    const { low, high } = difference.interval;
    const told = [difference.difference, low, high].map((value) =>
      figure === 'solved' ? percent(value) : value.toFixed(2),
    );
    const text = `${told[0] ?? ''} [${told[1] ?? ''}, ${told[2] ?? ''}]`;
    const hurts = figure === 'solved' ? high < 0 : low > 0;
    const verdict = hurts ? 'hurts' : 'does not hurt';
    found.push({
      cells: [...figuresOf(size, actor, other), figure, text, verdict],
      isNamed: named === size,
      p: difference.p,
    });
  }
  for (const each of found) console.log(rowOf(each, undefined));
  return found;
}

function figuresOf(size: number, actor: string, played: readonly Played[]): readonly string[] {
  return [String(size), actor, asPercent(meanOf(played, isSolved)), asSteps(meanOf(played, stepsOf))];
}

function rowOf({ cells, p, isNamed }: Found, corrected: number | undefined): string {
  const isBase = cells.at(-1) === '';
  return `| ${[...cells, isBase ? '' : p.toFixed(4), isNamed ? (corrected?.toFixed(4) ?? '') : ''].join(' | ')} |`;
}

interface Place {
  readonly corpus: Corpus;
  readonly exams: readonly Exam[];
  readonly size: number;
}

async function playAt(actor: ActorName, { corpus, exams, size }: Place): Promise<readonly Played[]> {
  const recorded = await corpus.recordings('noisy');
  const played: Played[] = [];
  for (let seed = 1; seed <= memories; seed += 1) {
    const taught = await teach({ corpus, actor, exams, episodes: draw(recorded, size, { seed, failing: FAILING }) });
    played.push({ memory: String(seed), episodes: taught.flat() });
  }
  return played;
}
