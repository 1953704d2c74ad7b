import { describe, expect, it } from 'vitest';
import type { Preview } from '../../../shared/contract/index.ts';
import { isImportable, runInputOf, stateOf } from './found.ts';
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

describe('runInputOf', () => {
  it('puts all files into one import, each with the answers of its own', () => {
    const files = [
      found({ file: 'a' }),
      found({ file: 'b' }, { answers: { outcome: 'reward>=1' } }),
      found({ file: 'c' }, { answers: { format: 'mint' } }),
      found({ file: 'd', format: null }, { answers: { format: 'mint' } }),
      found({ file: 'e' }, { isIncluded: false }),
    ];
    expect(runInputOf(files)).toEqual({
      paths: ['a', 'b', 'c'],
      perFile: { b: { outcome: 'reward>=1' }, c: { format: 'mint' } },
    });
  });

  it('is empty where nothing can be imported', () => {
    expect(runInputOf([found({ format: null })])).toEqual({ paths: [], perFile: {} });
  });
});
