import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mappingSchema } from '../../shared/contract/index.ts';
import { buildSamples } from './build.ts';
import { TURN_LIMITS } from './episode.ts';

const folder = join(import.meta.dirname, '..', '..', 'resources', 'samples');
const samples = buildSamples();
const memory = samples.inventory.filter(({ file }) => !file.startsWith('formats/'));

function effect(id: string): (typeof samples.planted)[number] {
  const found = samples.planted.find((entry) => entry.effect.id === id);
  if (found === undefined) throw new RangeError(`no effect ${id}`);
  return found;
}

describe('the sample files', () => {
  it('are what the script makes, byte for byte, and nothing else lies beside them', async () => {
    const names = await readdir(folder, { recursive: true, withFileTypes: true });
    const present = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    expect(present.toSorted()).toEqual([...samples.files.keys()].map((path) => join(folder, path)).toSorted());
    for (const [path, text] of samples.files) expect(await readFile(join(folder, path), 'utf8'), path).toBe(text);
  });

  it('come out the same a second time, and differently from another seed', () => {
    expect([...buildSamples().files]).toEqual([...samples.files]);
    expect(buildSamples('another').files.get('household.json')).not.toBe(samples.files.get('household.json'));
  });

  it('stay small', () => {
    const bytes = [...samples.files.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    expect(bytes).toBeLessThan(3_000_000);
  });
});

describe('the counts', () => {
  it('give at least 300 episodes, in two worlds, with both outcomes and about 5 % unknown', () => {
    expect(memory.reduce((sum, entry) => sum + entry.episodes, 0)).toBeGreaterThanOrEqual(300);
    for (const { episodes, success, failure, unknown } of memory) {
      expect(success + failure + unknown).toBe(episodes);
      expect(Math.min(success, failure)).toBeGreaterThan(episodes / 3);
      expect(unknown / episodes).toBeGreaterThan(0.03);
      expect(unknown / episodes).toBeLessThan(0.07);
    }
  });

  it('equal what the written files hold', () => {
    const household = JSON.parse(samples.files.get('household.json') ?? '') as { success: boolean | null }[];
    const support = (samples.files.get('support-desk.jsonl') ?? '')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { reward?: 0 | 1 });
    const [first, second] = memory;
    expect(household.filter(({ success }) => success === true)).toHaveLength(first?.success ?? -1);
    expect(household.filter(({ success }) => success === null)).toHaveLength(first?.unknown ?? -1);
    expect(support.filter(({ reward }) => reward === 1)).toHaveLength(second?.success ?? -1);
    expect(support.filter((record) => !('reward' in record))).toHaveLength(second?.unknown ?? -1);
  });

  it('give each task type successes enough for a recurring sequence', () => {
    for (const { byTaskType } of memory) {
      expect(Object.keys(byTaskType)).toHaveLength(6);
      for (const counts of Object.values(byTaskType)) expect(counts.success).toBeGreaterThanOrEqual(10);
    }
  });

  it('keep every episode between the limits of length', () => {
    for (const { steps } of samples.traces) {
      expect(steps.length).toBeGreaterThanOrEqual(TURN_LIMITS.least);
      expect(steps.length).toBeLessThanOrEqual(TURN_LIMITS.most);
    }
  });
});

describe('the planted effects', () => {
  it.each(['warm-needs-fire', 'light-needs-oil', 'refund-needs-verified', 'cancel-needs-term'])(
    '%s decides the outcome with 25 episodes and more on both sides',
    (id) => {
      const { table, probability } = effect(id);
      expect(table.withSuccess).toBeGreaterThanOrEqual(25);
      expect(table.withoutFailure).toBeGreaterThanOrEqual(25);
      expect(table.withFailure + table.withoutSuccess).toBeGreaterThan(0);
      expect(probability).toBeGreaterThan(0.999);
    },
  );

  it.each(['spurious-rain', 'spurious-evening'])('%s goes along with failure, but weakly', (id) => {
    const { probability } = effect(id);
    expect(1 - probability).toBeGreaterThan(0.85);
    expect(1 - probability).toBeLessThan(0.95);
  });
});

describe('the mapping', () => {
  it('is one that can be saved, for the columns of the file beside it', () => {
    const mapping = mappingSchema.parse(JSON.parse(samples.files.get('formats/archive.mapping.json') ?? ''));
    const head = samples.files.get('formats/archive.csv')?.split('\r\n')[0];
    expect(mapping.columns.join(',')).toBe(head);
  });
});

describe('the words', () => {
  it("are none of the household benchmark's", () => {
    const text = `${samples.files.get('household.json') ?? ''}${samples.files.get('formats/boathouse-blocks.txt') ?? ''}`;
    const foreign =
      /\b(mug|fridge|microwave|countertop|sinkbasin|desklamp|drawer|cabinet|shelf|desk|bed|sofa|safe|toilet|book|pen|pencil|cd|watch|statue|vase|apple|tomato|potato|egg|lettuce|bread|knife|fork|spoon|pan|pot|plate|bowl|cup|kettle|soapbar|cloth|keychain|box|pillow|laptop|newspaper|creditcard|go to|take|put|open|clean|heat|cool|use|examine|nothing happens)\b/i;
    expect(foreign.exec(text)?.[0]).toBeUndefined();
  });
});
