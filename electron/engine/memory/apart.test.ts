import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../shared/model/index.ts';
import type { Settings } from '../../../shared/model/index.ts';
import { keptApart, planApart } from './apart.ts';
import { emptyState } from './make-state.ts';
import type { MemoryState } from './state.ts';

const [one, other] = ['p-0000000000000001', 'p-0000000000000002'];
const merge = { id: one, into: other, goal: 'send it', executions: 4, cosine: 0.9, alignment: 1 };

function stateWith(settings: Settings, merges = [merge]): MemoryState {
  const empty = emptyState([]);
  return { ...empty, folded: { ...empty.folded, settings }, derived: { ...empty.derived, merges } };
}

describe('P8: taking a merge back', () => {
  it('is a change of the settings that keeps the pattern apart, and the way back takes it out', () => {
    const apart = planApart(stateWith(defaultSettings), { id: one, apart: true });
    expect(apart).toEqual({
      kind: 'settings-changed',
      before: defaultSettings,
      after: { ...defaultSettings, keptApart: one },
    });
    const settings = { ...defaultSettings, keptApart: `${one} ${other}` };
    expect([...keptApart(settings)]).toEqual([one, other]);
    const back = planApart(stateWith(settings), { id: one, apart: false });
    expect(back).toMatchObject({ after: { keptApart: other } });
    const last = planApart(stateWith({ ...defaultSettings, keptApart: one }), { id: one, apart: false });
    expect(last).toMatchObject({ after: defaultSettings });
  });

  it('refuses what was never merged, and what changes nothing', () => {
    expect(() => planApart(stateWith(defaultSettings, []), { id: one, apart: true })).toThrow(/was merged/);
    expect(() => planApart(stateWith(defaultSettings), { id: one, apart: false })).toThrow(/settings already/);
  });
});
