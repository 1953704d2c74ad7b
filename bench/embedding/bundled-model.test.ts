import dns from 'node:dns';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { openEmbedder } from '../../electron/engine/embedding/index.ts';
import { loadCompoundSplitter } from './words.ts';

const MODELS = join(import.meta.dirname, '..', '..', 'resources', 'models');
const embedder = await openEmbedder({
  spec: 'bundled:knack-embed-en',
  modelsFolder: MODELS,
  cacheFolder: MODELS,
  allowDownload: false,
});
afterAll(() => embedder.close());

function cosine(one: Float32Array, other: Float32Array): number {
  return one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
}

async function compare(one: string, other: string): Promise<number> {
  const [left, right] = await embedder.embed([one, other]);
  if (left === undefined || right === undefined) throw new Error('a vector is missing');
  return cosine(left, right);
}

test('one text alone has the vector that it has in a batch', async () => {
  const texts = [
    'cancel the order',
    'x',
    'a much longer text '.repeat(40),
    'get_user_details',
    'annuler la commande',
    '取消订单',
  ];
  const together = await embedder.embed(texts);
  for (const [index, text] of texts.entries()) {
    const [alone] = await embedder.embed([text]);
    for (const [position, value] of (alone ?? new Float32Array()).entries()) {
      expect(Math.abs(value - (together[index]?.[position] ?? 9))).toBeLessThan(1e-6);
    }
  }
});

test('every text has a vector of finite numbers, of unit length or zero', async () => {
  for (const vector of await embedder.embed([
    '',
    ' ',
    '\u0000',
    '取消订单',
    'word '.repeat(20_000),
    'x'.repeat(20_000),
    '\ud800',
  ])) {
    expect(vector.length).toBe(embedder.info.dimension);
    expect(vector.every(Number.isFinite)).toBe(true);
    const length = Math.hypot(...vector);
    expect(Math.min(length, Math.abs(length - 1))).toBeLessThan(1e-5);
  }
});

test('a wording that shares no word is nearer than one about something else', async () => {
  for (const [text, near, far] of [
    ['purchase a ticket', 'buy an admission', 'delete a file'],
    ['removeDirectory', 'delete folders', 'play music'],
    ['rinsed carrots', 'wash a vegetable', 'sharpen a knife'],
  ] as const) {
    expect(await compare(text, near)).toBeGreaterThan((await compare(text, far)) + 0.1);
  }
});

test('compounds and identifiers are split into words', async () => {
  const split = await loadCompoundSplitter(join(MODELS, 'knack-embed-en'));
  expect(split('gardenhosereel getUserDetails')).toEqual(['garden', 'hose', 'reel', 'get', 'user', 'details']);
});

test('no request leaves the machine', async () => {
  const ways = [vi.spyOn(globalThis, 'fetch'), vi.spyOn(Socket.prototype, 'connect'), vi.spyOn(dns, 'lookup')];
  const fresh = await openEmbedder({
    spec: 'bundled:knack-embed-en',
    modelsFolder: MODELS,
    cacheFolder: MODELS,
    allowDownload: false,
  });
  await fresh.embed(['anything at all']);
  await fresh.close();
  for (const way of ways) expect(way).not.toHaveBeenCalled();
});
