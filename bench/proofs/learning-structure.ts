import {
  bundledModel,
  dataFile,
  learn,
  load,
  samplePaths,
  type Loaded,
} from '../../electron/engine/fixtures/learn.fixture.ts';
import type { Derived } from '../../shared/model/index.ts';

export const name = 'What is learnt from text commands and from tool calls';
export const command = 'npm run prove -- learning-structure';

interface Row {
  readonly corpus: string;
  readonly loaded: Loaded;
  readonly state: Derived;
}

/** Counts of three corpora, that the order of files makes no difference, and what must be found in knowagent-alfworld. */
export async function run(): Promise<string> {
  const rows: Row[] = [await learnRow('samples', samplePaths)];
  for (const [corpus, files] of corpora) {
    const paths = files.map((file) => dataFile(`trajectories/${file}`)).filter((path) => path !== null);
    if (paths.length === files.length) rows.push(await learnRow(corpus, paths));
  }
  const household = rows.find(({ corpus }) => corpus === 'knowagent-alfworld');
  if (household !== undefined) checkHousehold(household.state);
  for (const { corpus, loaded, state } of rows) await checkOrder(corpus, loaded, state);
  return `${head}\n${rows.map(writeRow).join('\n')}\n\nFiles and episodes in the reverse order give the same state to the byte in each.`;
}

const rounds = ['D0', 'D1'].map((round) => `knowagent-alfworld/KnowAgentALFWorld_llama-2-13b_${round}.jsonl`);
const corpora: readonly (readonly [string, readonly string[]])[] = [
  ['knowagent-alfworld', rounds],
  ['tau-bench', ['tau-bench/gpt-4o-airline.json']],
  ['sharegpt-toolcall', ['sharegpt-toolcall/glaive_toolcall_en_demo.json']],
];

const head = `| corpus | episodes | procedures | meta-procedures | goal categories | segments assigned | strong proposals |
| --- | --- | --- | --- | --- | --- | --- |`;

async function learnRow(corpus: string, paths: readonly string[]): Promise<Row> {
  const loaded = await load(paths);
  return { corpus, loaded, state: await learn(loaded, { model: bundledModel() }) };
}

function writeRow({ corpus, loaded, state }: Row): string {
  const assigned = state.segments.filter(({ procedureId }) => procedureId !== null).length;
  const strong = state.proposals.filter((proposal) => proposal.strong).length;
  const cells = [
    corpus,
    loaded.trajectories.length,
    state.procedures.length,
    state.metaProcedures.length,
    state.goals.length,
    `${assigned} of ${state.segments.length}`,
    `${strong} of ${state.proposals.length}`,
  ];
  return `| ${cells.join(' | ')} |`;
}

/** A meta-procedure for each of the six task types, and a strong proposal with contexts on both sides. */
function checkHousehold({ metaProcedures, proposals }: Derived): void {
  const covered = new Set(metaProcedures.flatMap(({ categories }) => categories.map(({ category }) => category)));
  if (covered.size !== 6) throw new Error(`${covered.size} of six kinds of task have a meta-procedure.`);
  const contrasts = proposals.filter(({ strong }) => strong).flatMap((proposal) => proposal.contrasts);
  if (!contrasts.some(({ spans }) => spans.success.length > 0 && spans.failure.length > 0))
    throw new Error('No strong proposal has contexts on both sides.');
}

async function checkOrder(corpus: string, { trajectories, sources }: Loaded, state: Derived): Promise<void> {
  const reversed = { trajectories: trajectories.toReversed(), sources: sources.toReversed() };
  const other = await learn(reversed, { model: bundledModel() });
  if (JSON.stringify(other) !== JSON.stringify(state)) throw new Error(`${corpus}: another order gives another state.`);
}
