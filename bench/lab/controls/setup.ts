import { createRandom } from '../../../shared/numeric/index.ts';
import { calibrationOf } from '../../../electron/engine/lab/measure/index.ts';
import type { ActorName } from '../actors.ts';
import { type Corpus, draw, type Recorded } from '../corpus.ts';
import { asPercent, asSteps, isSolved, meanOf, type Played, stepsOf } from '../figures.ts';
import { type Exam, teach } from '../teaching.ts';

/** What all controls of a proof share. */
export interface Setup {
  readonly corpus: Corpus;
  readonly actor: ActorName;
  /** Episodes that are learnt from, and how many draws of them are made. */
  readonly size: number;
  readonly draws: number;
  /** The games of valid_seen, and train games of rooms that were kept out. */
  readonly exams: readonly Exam[];
}

/** A row of the table: what was changed, what was measured on what. */
export interface Row {
  readonly control: string;
  readonly condition: string;
  readonly figures: readonly string[];
  /** What is promised of the memory here; a control agent may break it. */
  readonly limits?: readonly Limit[];
}

/** What is promised of a control, with what was found, and whether it holds. */
export interface Limit {
  readonly promised: string;
  readonly isKept: boolean;
}

export async function examsOf({ valid, train, keptOut }: Corpus, others: number): Promise<readonly Exam[]> {
  const some = createRandom(2).shuffle(keptOut).slice(0, others);
  const inOrder = some.toSorted((left, right) => (left.name < right.name ? -1 : 1));
  return [
    { environment: valid, games: await valid.games() },
    { environment: train, games: inOrder },
  ];
}

export interface Condition {
  /** What is learnt in a draw. */
  readonly episodes: (seed: number) => readonly Recorded[] | { readonly files: readonly string[] };
  readonly exams: readonly Exam[];
  readonly model?: string;
  /** Draws, where it is not those of the setup. */
  readonly draws?: number;
}

/** Teaches in each draw and joins what was played in all exams. */
export async function playUnder(setup: Setup, condition: Condition): Promise<readonly Played[]> {
  const { corpus, actor } = setup;
  const { episodes, exams, model, draws = setup.draws } = condition;
  const played: Played[] = [];
  for (let seed = 1; seed <= draws; seed += 1) {
    const taught = await teach({ corpus, actor, episodes: episodes(seed), exams, model });
    played.push({ memory: String(seed), episodes: taught.flat() });
  }
  return played;
}

/** Expert recordings in the games as they are. */
export async function ordinary(setup: Setup): Promise<Condition> {
  const recorded = await setup.corpus.recordings('expert');
  return { episodes: (seed) => draw(recorded, setup.size, { seed }), exams: setup.exams };
}

/** Games, success and steps of what was played, and the skill of predictions where there are any. */
export function figuresOf(played: readonly Played[], note = ''): readonly string[] {
  const all = played.flatMap(({ episodes }) => episodes);
  const { brierSkill, auc } = calibrationOf(all.flatMap(({ executions }) => executions));
  const skill = brierSkill === null ? '' : `${brierSkill.toFixed(3)}, ${auc?.toFixed(3) ?? ''}`;
  return [String(all.length), asPercent(meanOf(played, isSolved)), asSteps(meanOf(played, stepsOf)), skill, note];
}
