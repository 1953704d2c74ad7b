import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { given } from '../given.fixture.ts';
import { inspect, preview } from '../index.ts';

const { file: fileOf } = given();
/** Groups of two and of three rows; the last but one has no conversation. */
const whole = readFileSync(join(import.meta.dirname, '..', 'golden', 'sharegpt', 'parquet.in'));

describe('Parquet files', () => {
  it('without a footer, or with half of one, are left out with a reason', async () => {
    for (const bytes of [whole.subarray(0, 4), whole.subarray(0, 300), whole.subarray(0, -1)]) {
      const { skipped } = await inspect([await fileOf(bytes)]);
      expect(skipped[0]?.reason).toContain('a Parquet file whose footer cannot be read');
    }
  });

  it('a group that is damaged costs itself alone, also the first one', async () => {
    const first = Buffer.from(whole);
    first.fill(0xff, 4, 64);
    const { files: later } = await inspect([await fileOf(first)]);
    expect(later[0]).toMatchObject({ format: 'sharegpt', trajectories: 2 });
    expect(later[0]?.rejected[0]).toEqual({ record: 0, reason: expect.stringContaining('rows 1 to 2 cannot be read') });
    const second = Buffer.from(whole);
    const place = whole.indexOf('shop_3');
    second.fill(0xff, place - 20, place + 20);
    const { files: sooner } = await inspect([await fileOf(second)]);
    expect(sooner[0]?.trajectories).toBe(2);
    expect(sooner[0]?.rejected).toEqual([{ record: 2, reason: expect.stringContaining('rows 3 to 5 cannot be read') }]);
  });

  it('survive any damage, also runs that claim a thousand million values', async () => {
    let state = 7;
    const random = (below: number): number => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    for (let round = 0; round < 500; round += 1) {
      const bytes = Buffer.from(whole);
      for (let flips = 0; flips < 4; flips += 1) bytes[4 + random(bytes.length - 12)] = random(256);
      const { files, skipped } = await inspect([await fileOf(bytes)]);
      expect(files.length + skipped.length).toBe(1);
    }
  });

  it('are previewed like any file', async () => {
    const { files } = await preview([await fileOf(whole)]);
    expect(files[0]).toMatchObject({ format: 'sharegpt', trajectories: 4, unknown: 4 });
  });
});
