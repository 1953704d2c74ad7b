import { expect, it } from 'vitest';
import { defaultSettings } from '../../../shared/model/index.ts';
import { learn, load, samplePaths } from '../fixtures/learn.fixture.ts';

it('starts procedures where others like them stand, when that is set [B4]', async () => {
  const loaded = await load(samplePaths);
  const plain = await learn(loaded);
  const shrunk = await learn(loaded, { settings: { ...defaultSettings, priorFrom: 'shrinkage' } });
  expect(shrunk.procedures.map(({ id }) => id)).toEqual(plain.procedures.map(({ id }) => id));
  for (const [index, { posterior }] of shrunk.procedures.entries()) {
    const before = plain.procedures[index]?.posterior;
    expect(before?.prior).toEqual({ alpha: 1, beta: 1 });
    const { prior, alpha, beta, n } = posterior;
    expect(alpha + beta).toBeCloseTo(prior.alpha + prior.beta + n, 9);
    expect(prior.alpha + prior.beta).toBeGreaterThanOrEqual(1.99);
    expect(prior.alpha + prior.beta).toBeLessThanOrEqual(50.01);
    expect(n).toBe(before?.n);
  }
  expect(shrunk.procedures.some(({ posterior }) => posterior.prior.alpha !== 1)).toBe(true);
  expect(shrunk.metaProcedures.map(({ posterior }) => posterior)).toEqual(
    plain.metaProcedures.map(({ posterior }) => posterior),
  );
});
