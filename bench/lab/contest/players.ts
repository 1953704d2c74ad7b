import { join } from 'node:path';
import { openEmbedder } from '../../../electron/engine/embedding/index.ts';
import { bundledModel, load, type Loaded } from '../../../electron/engine/fixtures/learn.fixture.ts';
import { playerOf, type Variant, variants } from '../../../electron/engine/lab/contest/index.ts';
import { learnSkeletons, NearestActor, SkeletonActor } from '../../../electron/engine/lab/controls/index.ts';
import type { Actor } from '../../../electron/engine/lab/index.ts';
import { analyse, mine } from '../../../electron/engine/strategies/index.ts';
import { defaultSettings, type Derived, type Settings } from '../../../shared/model/index.ts';

/** Who can stand in the table. */
export type PlayerName = 'empty' | 'nearest' | 'skeleton' | keyof typeof variants;

/** Who plays, with what it took to make it. */
export interface Made {
  readonly actor: Actor;
  readonly buildSeconds: number;
  readonly storedTokens: number;
}

type Embed = (texts: readonly string[]) => Promise<readonly Float32Array[]>;

let opened: Promise<Embed> | null = null;

/** The bundled model; what it embedded once is not embedded again. */
function sharedEmbedder(): Promise<Embed> {
  opened ??= open();
  return opened;
}

async function open(): Promise<Embed> {
  const folder = join(import.meta.dirname, '../../../resources/models');
  const embedder = await openEmbedder({
    spec: bundledModel(),
    modelsFolder: folder,
    cacheFolder: folder,
    allowDownload: false,
  });
  const known = new Map<string, Float32Array>();
  return async (texts) => {
    const missing = [...new Set(texts)].filter((text) => !known.has(text));
    const vectors = missing.length === 0 ? [] : await embedder.embed(missing);
    for (const [at, text] of missing.entries()) known.set(text, vectors[at] ?? new Float32Array());
    return texts.map((text) => known.get(text) ?? new Float32Array());
  };
}

/** What all learn from: episodes, and what is common to the strategies. */
export interface Lesson {
  readonly loaded: Loaded;
  readonly rows: readonly ReturnType<typeof analyse>[];
  readonly common: Derived;
  readonly embed: Embed;
}

/** Reads recorded episodes; without a file, none. */
export async function readLesson(files: readonly string[]): Promise<Lesson> {
  const loaded = await load(files);
  const rows = loaded.trajectories.map(analyse);
  const embed = await sharedEmbedder();
  return { loaded, rows, embed, common: await derive({ loaded, rows, embed }, defaultSettings) };
}

async function derive({ loaded, rows, embed }: Omit<Lesson, 'common'>, settings: Settings): Promise<Derived> {
  const mined = await mine({ analyses: rows, settings, embed });
  return mined.derive({ sources: loaded.sources.map((source) => ({ source, seq: 1 })), decisions: [], settings });
}

/** Makes who plays from a lesson. */
export async function makePlayer(name: PlayerName, lesson: Lesson): Promise<Made> {
  const began = performance.now();
  const { loaded, embed } = lesson;
  const made = (actor: Actor, storedTokens: number): Made => {
    return { actor, buildSeconds: (performance.now() - began) / 1000, storedTokens };
  };
  switch (name) {
    case 'skeleton': {
      const learnt = learnSkeletons(loaded.trajectories);
      const kept = [learnt.wordings, learnt.visits, learnt.afterVisit, learnt.seen];
      return made(new SkeletonActor(learnt), tokensOf(kept));
    }
    case 'nearest': {
      const kept = loaded.trajectories.flatMap(({ outcome, goal, steps }) =>
        outcome === 'success' ? [goal, ...steps.map(({ action }) => (action.kind === 'text' ? action.text : ''))] : [],
      );
      return made(await NearestActor.create(loaded.trajectories, embed), tokensOf(kept));
    }
    case 'empty': {
      const none = { loaded: { trajectories: [], sources: [] }, rows: [], embed };
      const { actor } = await play({ ...none, common: await derive(none, defaultSettings) }, variants.macla);
      return made(actor, 0);
    }
    default: {
      const { actor, storedTokens } = await play(lesson, variants[name]);
      return made(actor, storedTokens);
    }
  }
}

async function play(lesson: Lesson, variant: Variant): ReturnType<typeof playerOf> {
  const { rows, common, embed } = lesson;
  const settings: Settings = { ...defaultSettings, ...variant };
  const derived = await derive(lesson, settings);
  return playerOf({ settings, derived, common, rows, embed });
}

/** Estimated at four characters each, as for the strategies. */
function tokensOf(kept: unknown): number {
  return Math.ceil(JSON.stringify(kept, (_, part: unknown) => (part instanceof Map ? [...part] : part)).length / 4);
}
