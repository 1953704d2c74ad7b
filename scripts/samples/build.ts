import { playArchive, type ArchiveRow } from './archive/index.ts';
import type { Episode, Outcome } from './episode.ts';
import { buildGames } from './games/index.ts';
import { BRIEF, playHousehold } from './household/index.ts';
import { countEffect, EFFECTS, probabilityOfHelp, traceOfConversation, traceOfEpisode, type Trace } from './planted.ts';
import type { Inventory, Planted } from './inventory.ts';
import { writeReadme } from './readme.ts';
import { playSupport } from './support/index.ts';
import { writeBlocks } from './writers/blocks.ts';
import { writeCsv, writeMapping } from './writers/csv.ts';
import { writeOpenAi } from './writers/openai.ts';
import { writeShareGpt } from './writers/sharegpt.ts';

/** Every draw of the samples comes from this text; another one gives another set with the same effects. */
export const SEED = 'knack-samples-1';

export interface Samples {
  /** File contents by path below `resources/samples`. */
  readonly files: ReadonlyMap<string, string>;
  readonly inventory: readonly Inventory[];
  readonly planted: readonly Planted[];
  readonly traces: readonly Trace[];
}

/** Makes all sample files in memory. The same seed gives the same bytes. */
export function buildSamples(seed: string = SEED): Samples {
  const household = playHousehold(`${seed}/household`);
  const support = playSupport(`${seed}/support`);
  const blocks = pickOfEach(playHousehold(`${seed}/blocks`));
  const rows = playArchive(`${seed}/archive`);
  const householdTraces = household.map(traceOfEpisode);
  const supportTraces = support.map(traceOfConversation);
  const traces = [...householdTraces, ...supportTraces];
  const planted = EFFECTS.map((effect): Planted => {
    const table = countEffect(effect, traces);
    return { effect, table, probability: probabilityOfHelp(table) };
  });
  const inventory = [
    describe({ file: 'household.json', format: 'ShareGPT (JSON)', outcomeField: 'success' }, householdTraces),
    describe({ file: 'support-desk.jsonl', format: 'OpenAI messages (JSONL)', outcomeField: 'reward' }, supportTraces),
    describe(
      { file: 'formats/boathouse-blocks.txt', format: 'text blocks (ID, Task, Think, ...)', outcomeField: 'Success' },
      blocks.map(traceOfEpisode),
    ),
    describe({ file: 'formats/archive.csv', format: 'CSV with a mapping', outcomeField: 'solved' }, tracesOfRows(rows)),
  ];
  const files = new Map([
    ['household.json', writeShareGpt(household, BRIEF)],
    ['support-desk.jsonl', writeOpenAi(support)],
    ['formats/boathouse-blocks.txt', writeBlocks(blocks)],
    ['formats/archive.csv', writeCsv(rows)],
    ['formats/archive.mapping.json', writeMapping()],
    ...buildGames(`${seed}/games`),
    ['manifest.json', writeManifest(seed, inventory, planted)],
    ['README.md', writeReadme(inventory, planted)],
    // The bytes are the same on every machine only when git leaves line ends alone.
    ['.gitattributes', '* -text\n'],
  ]);
  return { files, inventory, planted, traces };
}

/** The first episode of each task type and outcome that is known. */
function pickOfEach(episodes: readonly Episode[]): Episode[] {
  const seen = new Set<string>();
  return episodes.filter((episode) => {
    const key = `${episode.taskType}/${episode.outcome}`;
    if (episode.outcome === 'unknown' || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function tracesOfRows(rows: readonly ArchiveRow[]): Trace[] {
  const episodes = [...new Set(rows.map((row) => row.episode))];
  const byEpisode = episodes.map((episode) => rows.filter((row) => row.episode === episode));
  return byEpisode.map((turns) => ({
    world: 'household',
    taskType: 'errand',
    outcome: turns[0]?.solved === 'yes' ? 'success' : 'failure',
    opening: turns[0]?.request ?? '',
    steps: turns.map((turn) => ({ action: turn.command, observation: turn.response })),
  }));
}

function describe(about: Pick<Inventory, 'file' | 'format' | 'outcomeField'>, traces: readonly Trace[]): Inventory {
  const byTaskType: Record<string, Record<Outcome, number>> = {};
  for (const { taskType, outcome } of traces) {
    const counts = (byTaskType[taskType] ??= { success: 0, failure: 0, unknown: 0 });
    counts[outcome] += 1;
  }
  const countOf = (outcome: Outcome): number => traces.filter((trace) => trace.outcome === outcome).length;
  return {
    ...about,
    episodes: traces.length,
    success: countOf('success'),
    failure: countOf('failure'),
    unknown: countOf('unknown'),
    steps: traces.reduce((sum, trace) => sum + trace.steps.length, 0),
    byTaskType,
  };
}

/** The counts and effects for programs: the application lists the files, tests look for the effects. */
function writeManifest(seed: string, inventory: readonly Inventory[], planted: readonly Planted[]): string {
  const manifest = {
    seed,
    sampleMemory: inventory.filter(({ file }) => !file.startsWith('formats/')).map(({ file }) => file),
    files: inventory,
    planted: planted.map(({ effect, table, probability }) => ({
      id: effect.id,
      world: effect.world,
      taskTypes: effect.taskTypes,
      action: effect.action?.source ?? null,
      condition: effect.condition.source,
      worth: effect.worth,
      table,
      probabilityOfHelp: Number(probability.toFixed(3)),
    })),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
