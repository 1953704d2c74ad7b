import { existsSync, readdirSync } from 'node:fs';
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ImportAnswers, importAnswersSchema } from '../../../shared/contract/index.ts';
import { trajectorySchema } from '../../../shared/model/index.ts';
import { read } from './index.ts';

// A new case is two files: golden/<format>/<case>.in and .json; `vitest -u` writes the latter, which is then read by a
// person. A case that needs answers has them in <case>.answers.json.
const root = join(import.meta.dirname, 'golden');
const cases = readdirSync(root).flatMap((format) =>
  readdirSync(join(root, format))
    .filter((name) => name.endsWith('.in'))
    .map((name) => ({ format, name: name.slice(0, -3), path: join(root, format, name) })),
);

async function answersFor(path: string): Promise<ImportAnswers> {
  const answers = path.replace(/\.in$/, '.answers.json');
  return existsSync(answers) ? importAnswersSchema.parse(JSON.parse(await readFile(answers, 'utf8'))) : {};
}

async function everythingIn(path: string, answers: ImportAnswers) {
  const items = [];
  for await (const item of read(path, { answers })) items.push(item);
  return items;
}

describe('golden files', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'knack-golden-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(cases)('$format/$name', async ({ format, path }) => {
    const items = await everythingIn(path, await answersFor(path));
    const trajectories = items.flatMap((item) => (item.kind === 'trajectory' ? [item.trajectory] : []));
    const rejected = items.flatMap((item) => (item.kind === 'rejection' ? [item.rejection] : []));
    const source = items.findLast((item) => item.kind === 'source');
    expect(source?.source.format).toBe(format);
    expect(source?.source.trajectories).toBe(trajectories.length);
    const digest = createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
    for (const trajectory of trajectories) {
      expect(trajectorySchema.safeParse(trajectory).error).toBeUndefined();
      expect(trajectory.sourceId).toBe(digest);
      const id = createHash('sha256').update(`${digest}:${trajectory.record}`).digest('hex').slice(0, 32);
      expect(trajectory.id).toBe(id);
    }
    const shown = trajectories.map(({ id: _id, sourceId: _sourceId, ...rest }) => rest);
    const text = `${JSON.stringify({ trajectories: shown, rejected, notes: source?.notes ?? [] }, null, 2)}\n`;
    await expect(text).toMatchFileSnapshot(path.replace(/\.in$/, '.json'));
  });

  it.each(cases)('$format/$name is told by its content alone', async ({ path }) => {
    const renamed = join(folder, createHash('sha256').update(path).digest('hex').slice(0, 12));
    await copyFile(path, renamed);
    const answers = await answersFor(path);
    const [here, there] = [await everythingIn(path, answers), await everythingIn(renamed, answers)];
    expect(there.slice(0, -1)).toEqual(here.slice(0, -1));
    expect(there.at(-1)).toMatchObject({ kind: 'source', source: { name: basename(renamed) } });
  });
});
