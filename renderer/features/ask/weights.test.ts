import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../shared/model/index.ts';
import { isMoved, noWeights, optionsOf, paramsOf, parseWeights, rangeOf } from './weights.ts';

describe('weights', () => {
  it('come back from the address as they went in', () => {
    const weights = { ...noWeights, lambda: 0.1, threshold: -0.25, mode: 'voi', isPaper: true } as const;
    const params = paramsOf(weights);
    expect(params).toEqual({ lambda: '0.1', costFailure: undefined, threshold: '-0.25', mode: 'voi', macla: 'yes' });
    const address = { lambda: '0.1', threshold: '-0.25', costFailure: 'much', mode: 'voi', macla: 'yes' };
    expect(parseWeights(address)).toEqual(weights);
    expect(parseWeights({ mode: 'guess' })).toEqual(noWeights);
  });

  it('send only what differs from the settings', () => {
    expect(optionsOf({ ...noWeights, lambda: 0 })).toEqual({ lambda: 0 });
    expect(optionsOf({ ...noWeights, mode: 'mean', isPaper: true })).toEqual({ mode: 'mean', macla: true });
    expect([isMoved(noWeights), isMoved({ ...noWeights, isPaper: true })]).toEqual([false, true]);
  });

  it('reach as far as the settings do', () => {
    expect(rangeOf('lambda', { ...defaultSettings, lambda: 5 }).max).toBe(5);
    expect(rangeOf('lambda', defaultSettings)).toEqual({ min: 0, max: 2, step: 0.05 });
  });
});
