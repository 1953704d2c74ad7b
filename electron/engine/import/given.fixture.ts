import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { Rejection, Trajectory } from '../../../shared/model/index.ts';
import { inspect, read } from './index.ts';

export interface Contents {
  readonly goals: readonly string[];
  readonly trajectories: readonly Trajectory[];
  readonly rejected: readonly Rejection[];
  readonly notes: readonly string[];
  /** Why the file was left out. */
  readonly skipped: readonly string[];
}

/** A folder for each test, files in it, and what they hold. */
export interface Given {
  folder(): string;
  file(content: string | Buffer, name?: string): Promise<string>;
  contentsOf(content: string | Buffer): Promise<Contents>;
}

/** Call it at the top of a test file: the folder is made before each test and removed after it. */
export function given(): Given {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'knack-import-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const file = async (content: string | Buffer, name = 'data'): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };
  return { folder: () => folder, file, contentsOf: async (content) => contentsIn(await file(content)) };
}

async function contentsIn(path: string): Promise<Contents> {
  const { files, skipped } = await inspect([path]);
  const trajectories: Trajectory[] = [];
  if (files.length > 0) {
    for await (const item of read(path)) if (item.kind === 'trajectory') trajectories.push(item.trajectory);
  }
  return {
    goals: trajectories.map((trajectory) => trajectory.goal),
    trajectories,
    rejected: files[0]?.rejected ?? [],
    notes: files[0]?.notes ?? [],
    skipped: skipped.map(({ reason }) => reason),
  };
}

/** A record of one message, as text. */
export function recordOf(goal: string): string {
  return JSON.stringify({ messages: [{ role: 'user', content: goal }], reward: 1 });
}
