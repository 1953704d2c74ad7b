import type { WorldChoice } from '../../../shared/contract/index.ts';
import { KnackError } from '../../../shared/errors.ts';
import type { Engine } from '../engine.ts';
import type { TrialParts } from '../lab/index.ts';
import type { Environment } from '../ports.ts';
import { os, toWire } from './wire.ts';

/** The lab is loaded when it is first used: most processes never do. */
const loadLab = () => import('../lab/index.ts');

export function labHandlers(engine: Engine) {
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
      return told(closing(parts.environment, () => runTrial(parts, input.settings)));
    }),
    compare: os.lab.compare.handler(async ({ input, signal }) => {
      const { compareTrials } = await loadLab();
      const parts = await trialParts(engine, input.world, signal);
      return told(closing(parts.environment, () => compareTrials(parts, input.settings)));
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
