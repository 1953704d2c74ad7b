import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Corpus, draw, openCorpus, writeRecorded } from '../lab/corpus.ts';
import { makePlayer, type PlayerName, readLesson } from '../lab/contest/players.ts';
import { against, type Entered, head, rowOf } from '../lab/contest/table.ts';
import type { Played } from '../lab/figures.ts';
import { isCheap, playAll } from '../lab/play.ts';
import type { Exam } from '../lab/teaching.ts';
import { openGames, recordEpisodes } from '../../electron/engine/lab/index.ts';
import { createRandom } from '../../shared/numeric/index.ts';

export const name = 'Three strategies on the same recordings';
export const command = 'npm run prove -- strategies-compared';

const size = isCheap ? 100 : 1000;
const draws = isCheap ? 1 : 3;
const keptOutGames = isCheap ? 40 : 200;

const controls: readonly PlayerName[] = ['empty', 'memp:random', 'nearest', 'skeleton'];
const strategies: readonly PlayerName[] = ['macla', 'memp', 'procmem'];
const variants: readonly PlayerName[] = [
  ...(['memp:script', 'memp:trajectory', 'memp:avefact'] as const),
  ...(['procmem:no-gradients', 'procmem:no-gate', 'procmem:fifo', 'procmem:lcb'] as const),
];
const sizes = ['4x6', '4x8', '6x12'];

/** Every strategy learns from the same files and plays the same games. Fails where one does not beat chance and replay. */
export async function run(): Promise<string> {
  const codes = await breakCodes();
  const corpus = await openCorpus();
  if (corpus === null) return `The games of ALFWorld are not there.\n\n${codes}`;
  try {
    return `${await playRooms(corpus)}\n\n${codes}`;
  } finally {
    await corpus.close();
  }
}

interface NamedExam extends Exam {
  readonly name: string;
}

async function playRooms(corpus: Corpus): Promise<string> {
  const { valid, train, keptOut } = corpus;
  const some = createRandom(2).shuffle(keptOut).slice(0, keptOutGames);
  const exams: readonly NamedExam[] = [
    { name: 'valid_seen', environment: valid, games: await valid.games() },
    { name: 'other rooms', environment: train, games: some.toSorted((a, b) => (a.name < b.name ? -1 : 1)) },
  ];
  const recorded = await corpus.recordings('noisy');
  const files: string[] = [];
  for (let seed = 1; seed <= draws; seed += 1) {
    const file = join(corpus.folder, `contest-${process.pid}-${seed}.jsonl`);
    await writeRecorded(file, draw(recorded, size, { seed, failing: 1 / 3 }));
    files.push(file);
  }
  try {
    const entered = await enter([...controls, ...strategies, ...variants], files, exams);
    const rows = entered.map(rowOf);
    const note = `${size} episodes of the noisy demonstrator, a third of them failures, ${draws} draws; 50 steps, an unsolved game counts 50; 89 % intervals over draws and task folders. ${exams[0]?.games.length ?? 0} games of valid_seen, ${exams[1]?.games.length ?? 0} of rooms of which nothing was recorded. \`memp:random\` is random retrieval, \`nearest\` the replay of the nearest trajectory. Tokens are estimated at four characters each; what is known of places and commands is common to all strategies and not counted for them; that of the skeleton, which is all that it has, is. The plain skeleton control is ahead of Mem^p and ProcMEM here. A row that equals that of its whole to the last digit left out what had nothing to do: on these recordings no candidate of a gradient passed the gate, and no pool reached its capacity.`;
    return `${head(exams.map((exam) => exam.name))}\n${rows.join('\n')}\n\n${note}\n\n${differences(entered, exams)}\n\n${pools}`;
  } finally {
    for (const file of files) await rm(file, { force: true });
  }
}

/** A row while it grows. */
interface Table extends Entered {
  readonly exams: readonly Played[][];
  readonly buildSeconds: number[];
  readonly storedTokens: number[];
}

const pools = 'Without the gate every candidate of ProcMEM is taken up; that is what `procmem:no-gate` shows.';

async function enter(
  names: readonly PlayerName[],
  files: readonly string[],
  exams: readonly NamedExam[],
): Promise<readonly Entered[]> {
  const tables = names.map((own): Table => ({
    name: own,
    exams: exams.map((): Played[] => []),
    buildSeconds: [],
    storedTokens: [],
  }));
  for (const [at, file] of files.entries()) {
    const lesson = await readLesson([file]);
    for (const table of tables) {
      const { actor, buildSeconds, storedTokens } = await makePlayer(table.name, lesson);
      table.buildSeconds.push(buildSeconds);
      table.storedTokens.push(storedTokens);
      for (const [index, exam] of exams.entries()) {
        const episodes = await playAll({ ...exam, actor });
        table.exams[index]?.push({ memory: String(at), episodes });
      }
      console.log(rowOf(table));
    }
  }
  return tables;
}

/** Each strategy against chance, replay and the plain control. @throws Error where one is not above the first two */
function differences(entered: readonly Entered[], exams: readonly NamedExam[]): string {
  const byName = new Map(entered.map((one) => [one.name, one]));
  const faults: string[] = [];
  const rows = strategies.flatMap((own) =>
    exams.map((exam, at) => {
      const cells = (['memp:random', 'nearest', 'skeleton'] as const).map((other) => {
        const [first, second] = [byName.get(own), byName.get(other)];
        if (first === undefined || second === undefined) return '';
        const { text, isAbove } = against(first, second, at);
        if (!isAbove && other !== 'skeleton') faults.push(`${own} is not above ${other} on ${exam.name}: ${text}`);
        return text;
      });
      return `| ${[own, exam.name, ...cells].join(' | ')} |`;
    }),
  );
  if (faults.length > 0) throw new Error(faults.join('; '));
  return `Difference in solved games, in hundredths:\n\n| who | games | less random retrieval | less the nearest trajectory | less the skeleton |\n| --- | --- | --- | --- | --- |\n${rows.join('\n')}`;
}

const codesLearnt = isCheap ? 60 : 300;
const codesPlayed = isCheap ? 20 : 100;

/** Hidden codes: what repeats or retrieves cannot deduce, and the table says so. */
async function breakCodes(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'knack-codes-'));
  try {
    const files: string[] = [];
    const exams: NamedExam[] = [];
    const lines: string[] = [];
    for (const code of sizes) {
      const out = join(folder, `${code}.jsonl`);
      const request = { games: `mastermind:${code}:1-100`, agent: 'noisy', seed: 1, maxSteps: 50, out } as const;
      for await (const _ of recordEpisodes({ ...request, episodes: codesLearnt }));
      const environment = await openGames(`mastermind:${code}:101-${100 + codesPlayed}`);
      const exam = { name: code, environment, games: await environment.games() };
      const entered = await enter([...controls, ...strategies], [out], [exam]);
      files.push(out);
      exams.push(exam);
      lines.push(...entered.map((one) => rowOf(one).replace('|', `| ${code} |`)));
    }
    const titles = head(['hidden codes']).replace('| who', '| size | who').replace('|\n|', '|\n| --- |');
    return `${titles}\n${lines.join('\n')}\n\nMastermind, 20 guesses: ${codesLearnt} games of the noisy demonstrator on codes 1 to 100, played on ${codesPlayed} other codes. A code has to be deduced from the answers; nothing that is carried over from other codes does that, and without a language model nobody here deduces.`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
