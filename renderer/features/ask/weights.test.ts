import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../shared/model/index.ts';
import { optionsOf, paramsOf, parseWeights, rangeOf } from './weights.ts';

describe('weights', () => {
  it('come back from the address as they went in', () => {
    const weights = { lambda: 0.1, costFailure: null, threshold: -0.25 };
    const params = paramsOf(weights);
    expect(params).toEqual({ lambda: '0.1', costFailure: undefined, threshold: '-0.25' });
    expect(parseWeights({ lambda: '0.1', threshold: '-0.25', costFailure: 'much' })).toEqual(weights);
  });

  it('send only what differs from the settings', () => {
    expect(optionsOf({ lambda: 0, costFailure: null, threshold: null })).toEqual({ lambda: 0 });
  });

  it('reach as far as the settings do', () => {
    expect(rangeOf('lambda', { ...defaultSettings, lambda: 5 }).max).toBe(5);
    expect(rangeOf('lambda', defaultSettings)).toEqual({ min: 0, max: 2, step: 0.05 });
  });
});
