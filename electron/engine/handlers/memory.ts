import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import type { Engine } from '../engine.ts';
import { planRedo, planSettings, planUndo, planUnlearning, reportUnlearning, unlearn } from '../memory/index.ts';
import type { MemoryState } from '../memory/index.ts';
import type { Change } from '../../../shared/model/index.ts';
import type { Decision } from '../../../shared/contract/index.ts';
import { exportMemory, exportRedactedSnapshot, previewExport, type SnapshotTools } from '../export/index.ts';
import { makeFolder } from '../store/index.ts';
import { os } from './wire.ts';

/** Makes a planned change in the open memory. */
export async function decide(engine: Engine, plan: (state: MemoryState) => Change): Promise<Decision> {
  const decision = await engine.memory.decide(plan);
  engine.touched();
  return decision;
}

/** Another memory is made beside the one that is open, with the same parts. */
async function snapshotTools({ config }: Engine): Promise<SnapshotTools> {
  const { openStore, openEmbedder, clock, cause } = config;
  return { openStore, parts: { learning: await config.learning(), openEmbedder, clock, cause } };
}

const manifestSchema = z.object({ sampleMemory: z.array(z.string()) });

/** The files that the samples' manifest names; the folder also holds examples of other formats. None where it is missing. */
async function sampleFiles(folder: string): Promise<string[]> {
  try {
    const manifest = manifestSchema.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')));
    return manifest.sampleMemory.map((name) => join(folder, name));
  } catch {
    return [];
  }
}

export function memoryHandlers(engine: Engine) {
  const { config } = engine;
  return {
    hello: os.memory.hello.handler(async () => ({
      version: config.version,
      host: config.host,
      capabilities: config.capabilities,
      memory: engine.isOpen ? await engine.info() : null,
      recent: [...(await config.preferences.recent())],
      home: config.home,
      samples: await sampleFiles(config.samples),
    })),
    info: os.memory.info.handler(() => engine.info()),
    open: os.memory.open.handler(async ({ input }) => {
      await engine.open(input.uri, input.create, input.strategy);
      return engine.info();
    }),
    close: os.memory.close.handler(async () => {
      const closed = engine.isOpen;
      await engine.close();
      return { closed };
    }),
    sources: os.memory.sources.handler(() => engine.memory.state.folded.sources.map(({ source }) => source)),
    planUnlearning: os.memory.planUnlearning.handler(({ input, signal }) =>
      engine.memory.exclusive(async () => {
        const { memory } = engine;
        return reportUnlearning(memory.state, await planUnlearning(memory, input.source, { signal }));
      }),
    ),
    unlearn: os.memory.unlearn.handler(async ({ input, signal }) => {
      const { memory } = engine;
      const decision = await memory.exclusive(() => unlearn(memory, input.source, { signal }));
      engine.touched();
      return decision;
    }),
    goals: os.memory.goals.handler(() => [...engine.memory.state.derived.goals]),
    ontology: os.memory.ontology.handler(() => [...engine.memory.state.derived.ontology]),
    verify: os.memory.verify.handler(({ input }) => engine.verify(input?.target)),
    events: os.memory.events.handler(() => [...engine.memory.state.events]),
    undo: os.memory.undo.handler(({ input }) => decide(engine, (state) => planUndo(state, input?.seq))),
    redo: os.memory.redo.handler(({ input }) => decide(engine, (state) => planRedo(state, input?.seq))),
    changeSettings: os.memory.changeSettings.handler(({ input }) =>
      decide(engine, (state) => planSettings(state, input.settings)),
    ),
    exportTo: os.memory.exportTo.handler(async ({ input }) => {
      // Skills are a folder, and what stands above it is made here: an export may not reach into the store.
      if (input.as === 'skills') await makeFolder(dirname(resolve(input.file)));
      if (input.as !== 'snapshot' || !input.redactSnapshot) return exportMemory(engine.memory, input);
      const { memory } = engine;
      const tools = await snapshotTools(engine);
      return memory.exclusive(() => exportRedactedSnapshot(memory, input, tools));
    }),
    previewExport: os.memory.previewExport.handler(({ input }) => previewExport(engine.memory.state, input)),
    importSnapshot: os.memory.importSnapshot.handler(({ input }) => engine.importSnapshot(input.file, input.uri)),
  };
}
