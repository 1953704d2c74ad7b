import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tinyDimension, writeTinyModel } from '../fixtures/tiny-model.fixture.ts';
import { loadExtractorAside } from './extractor-thread.ts';
import { loadExtractor } from './vendor.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'knack-thread-'));
  await writeTinyModel(join(folder, 'tiny'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const options = () => ({ folder: join(folder, 'tiny'), dtype: 'fp32', pooling: 'mean', threads: 1 }) as const;

it('gives the vectors that the model gives in this thread, bit by bit, also of questions asked at once [Z5]', async () => {
  const [aside, here] = [await loadExtractorAside(options()), await loadExtractor(options())];
  const texts = [['tea'], ['pour the tea', 'send the letter'], ['cup', 'tea', 'letter']];
  const answers = await Promise.all(texts.map((part) => aside.run(part)));
  for (const [index, { data, dimension }] of answers.entries()) {
    expect(dimension).toBe(tinyDimension);
    expect(data).toEqual((await here.run(texts[index] ?? [])).data);
  }
  await Promise.all([aside.close(), here.close()]);
});

it('answers what was asked before it is closed, and nothing after', async () => {
  const aside = await loadExtractorAside(options());
  const asked = aside.run(['tea']);
  await aside.close();
  await expect(asked).resolves.toMatchObject({ dimension: tinyDimension });
  // Only a thread can have ended: the model was not loaded here.
  await expect(aside.run(['tea'])).rejects.toThrow('its thread has ended');
  await aside.close();
});

it('tells what the model refuses, and goes on', async () => {
  const aside = await loadExtractorAside(options());
  const here = await loadExtractor(options());
  const reason = await here.run([]).then(
    () => '',
    (error: unknown) => (error instanceof Error ? error.message : ''),
  );
  await here.close();
  await expect(aside.run([])).rejects.toThrow(reason);
  await expect(aside.run(['tea'])).resolves.toMatchObject({ dimension: tinyDimension });
  await aside.close();
});

it('says in the words of the runtime what cannot be loaded [Z5]', async () => {
  const missing = { ...options(), folder: join(folder, 'absent') };
  const reason = await loadExtractor(missing).then(
    () => '',
    (error: unknown) => (error instanceof Error ? error.message : ''),
  );
  expect(reason).toContain('absent');
  await expect(loadExtractorAside(missing)).rejects.toThrow(reason);
});
