import { describe, expect, it } from 'vitest';
import type { BuildReport, Preview } from '../../../shared/contract/index.ts';
import { groupsOf, isImportable, joinReports, stateOf } from './found.ts';
import type { FoundFile } from './import-store.ts';

const found = (preview: Partial<Preview>, change: Partial<FoundFile> = {}): FoundFile => ({
  preview: {
    file: 'a',
    format: 'sharegpt',
    confidence: 1,
    reason: '',
    alternatives: [],
    trajectories: 3,
    success: 3,
    failure: 0,
    unknown: 0,
    steps: 9,
    rejected: [],
    notes: [],
    first: null,
    outcomeFields: [],
    columns: [],
    mapping: null,
    ...preview,
  },
  columns: [],
  answers: {},
  isIncluded: true,
  isBusy: false,
  error: null,
  ...change,
});
const offer = { field: 'reward', values: ['0', '1'], suggestion: 'reward>=1' };
const claim = { format: 'mint', confidence: 0.5, reason: '' };

describe('stateOf', () => {
  it('says what a file needs', () => {
    expect(stateOf(found({}))).toBe('ready');
    expect(stateOf(found({ unknown: 2, outcomeFields: [offer] }))).toBe('outcome');
    expect(stateOf(found({ unknown: 2 }))).toBe('ready');
    expect(stateOf(found({ format: null, alternatives: [claim] }))).toBe('format');
    expect(stateOf(found({ format: null }))).toBe('mapping');
    expect(stateOf(found({ trajectories: 0 }))).toBe('empty');
    expect(stateOf(found({}, { isIncluded: false }))).toBe('excluded');
  });

  it('lets unknown outcomes in, and nothing that nobody can read', () => {
    expect(isImportable(found({ unknown: 3, outcomeFields: [offer] }))).toBe(true);
    expect(isImportable(found({ format: null }))).toBe(false);
    expect(isImportable(found({}, { isBusy: true }))).toBe(false);
  });
});

describe('groupsOf', () => {
  it('puts files with the same answers into one import', () => {
    const files = [
      found({ file: 'a' }),
      found({ file: 'b' }, { answers: { outcome: 'reward>=1' } }),
      found({ file: 'c' }),
      found({ file: 'd', format: null }),
    ];
    expect(groupsOf(files)).toEqual([
      { paths: ['a', 'c'], answers: {} },
      { paths: ['b'], answers: { outcome: 'reward>=1' } },
    ]);
  });
});

describe('joinReports', () => {
  it('adds up what was done and keeps the state of the last', () => {
    const seconds = {
      import: 1,
      abstraction: 0,
      segmentation: 0,
      conditions: 0,
      embedding: 0,
      matching: 0,
      evidence: 0,
    };
    const report = (imported: number, procedures: number): BuildReport => ({
      read: imported,
      imported,
      alreadyThere: 1,
      rejected: [{ file: 'f', record: imported, reason: 'broken' }],
      skipped: [],
      trajectories: { success: procedures, failure: 0, unknown: 0 },
      steps: 0,
      segments: 0,
      evidence: 0,
      procedures,
      metaProcedures: 0,
      proposals: 0,
      stateHash: String(procedures),
      seconds: { ...seconds, refinement: 0, hierarchy: 0, store: 0, total: 1.5 },
      peakRssMiB: 100 + imported,
    });
    expect(joinReports([])).toBeNull();
    expect(joinReports([report(2, 4), report(3, 6)])).toMatchObject({
      imported: 5,
      alreadyThere: 2,
      procedures: 6,
      stateHash: '6',
      peakRssMiB: 103,
      rejected: [{ record: 2 }, { record: 3 }],
      seconds: { total: 3, import: 2 },
    });
  });
});
