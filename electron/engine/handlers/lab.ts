import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { WorldChoice } from '../../../shared/contract/index.ts';
import { KnackError } from '../../../shared/errors.ts';
import type { Engine } from '../engine.ts';
import type { KeptRuns, TrialParts } from '../lab/index.ts';
import type { Environment } from '../ports.ts';
import { os, toWire } from './wire.ts';

/** The lab is loaded when it is first used: most processes never do. */
const loadLab = () => import('../lab/index.ts');

export function labHandlers(engine: Engine) {
  const runs = once(async () => new (await loadLab()).KeptRuns());
  return {
    record: os.lab.record.handler(async ({ input, signal }) => {
      const { recordEpisodes } = await loadLab();
      return told(recordEpisodes(input, signal));
    }),
    replay: os.lab.replay.handler(async ({ input, signal }) => {
      const environment = await openWorld(engine, input.world);
      return told(closing(environment, (world) => replayIn(world, input.paths, signal)));
    }),
    evaluate: os.lab.evaluate.handler(async ({ input, signal }) => {
      const { evaluate } = await loadLab();
      const { memory } = engine;
      return told(evaluate({ memory, mappings: await engine.config.preferences.mappings(), signal }, input));
    }),
    games: os.lab.games.handler(async ({ input, signal }) => {
      const world = await openWorld(engine, input.world);
      try {
        return [...(await world.games(signal))];
      } finally {
        await world.close();
      }
    }),
    run: os.lab.run.handler(async ({ input, signal }) => {
      const { runTrial } = await loadLab();
      const parts = await trialParts(engine, input.world, signal);
      const { keep, settings } = input;
      if (keep === null) return told(closing(parts.environment, () => runTrial(parts, settings)));
      const { nameOf } = await loadLab();
      const run = (await runs()).begin(keep, nameOf(settings.contender), parts.memory);
      return told(closing(parts.environment, () => run.keeping(runTrial(parts, { ...settings, watch: true }))));
    }),
    ...keptRunHandlers(engine, runs),
    compare: os.lab.compare.handler(async ({ input, signal }) => {
      const { compareTrials } = await loadLab();
      const parts = await trialParts(engine, input.world, signal);
      return told(closing(parts.environment, () => compareTrials(parts, input.settings)));
    }),
    judge: os.lab.judge.handler(async ({ input, signal }) => {
      const { judgeCandidates } = await loadLab();
      const parts = await trialParts(engine, input.world, signal);
      return told(closing(parts.environment, () => judgeCandidates(parts, input.settings)));
    }),
  };
}

/** Makes it when it is first asked for. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => (made ??= make());
}

/** What can be done with runs that the host keeps, and what a run is chosen from. */
function keptRunHandlers(engine: Engine, runs: () => Promise<KeptRuns>) {
  return {
    desk: os.lab.desk.handler(async () => {
      const { listContenders } = await loadLab();
      const games = join(engine.config.samples, 'games');
      const isThere = await stat(games).then(
        (found) => found.isDirectory(),
        () => false,
      );
      return { samples: isThere ? games : null, contenders: [...listContenders()] };
    }),
    posteriors: os.lab.posteriors.handler(async ({ input }) => {
      const { posteriorsOf } = await loadLab();
      return [...posteriorsOf((await runs()).find(input.run))];
    }),
    save: os.lab.save.handler(async ({ input }) => {
      const { saveRun } = await loadLab();
      return saveRun((await runs()).find(input.run), input.file);
    }),
    learn: os.lab.learn.handler(async ({ input }) => {
      const { learnRun } = await loadLab();
      const { memory } = engine;
      const learnt = await learnRun((await runs()).find(input.run), memory, await engine.config.importDoor());
      engine.touched();
      return learnt;
    }),
  };
}

/** The open memory and a world. @throws KnackError MEMORY_MISSING, WRONG_USE, FILE_UNREADABLE */
async function trialParts(engine: Engine, world: WorldChoice, signal: AbortSignal | undefined): Promise<TrialParts> {
  const { memory } = engine;
  const importDoor = await engine.config.importDoor();
  return { environment: await openWorld(engine, world), memory, importDoor, signal };
}

async function* replayIn(world: Environment, paths: readonly string[], signal: AbortSignal | undefined) {
  const { replayEpisodes } = await loadLab();
  yield* replayEpisodes(world, { paths, signal });
}

/** Programs are started for whoever sits at the terminal, never for a page. @throws KnackError WRONG_USE, FILE_UNREADABLE */
async function openWorld(engine: Engine, world: WorldChoice): Promise<Environment> {
  const { openGames, ProgramEnvironment } = await loadLab();
  if (world.kind === 'games') return openGames(world.folder);
  if (engine.config.host === 'terminal') return new ProgramEnvironment(world.command);
  throw new KnackError({
    code: 'WRONG_USE',
    happened: 'A program as environment can only be started from the terminal.',
    kept: 'Nothing was started.',
    todo: 'Use the lab of the command line with --env.',
  });
}

async function* closing<T>(world: Environment, work: (world: Environment) => AsyncGenerator<T>): AsyncGenerator<T> {
  try {
    yield* work(world);
  } finally {
    await world.close();
  }
}

/** A stream whose errors are told as reports, also when they come in the middle. */
async function* told<T>(stream: AsyncGenerator<T>): AsyncGenerator<T> {
  try {
    yield* stream;
  } catch (error) {
    throw toWire(error);
  }
}
