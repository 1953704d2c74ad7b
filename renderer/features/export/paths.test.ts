import { describe, expect, it } from 'vitest';
import { withEnding } from './paths.ts';

describe('withEnding', () => {
  it('follows the format, and leaves an ending that a person chose', () => {
    expect(withEnding('/home/a/run.knack', 'csv')).toBe('/home/a/run.csv');
    expect(withEnding('/home/a/run.csv', 'snapshot')).toBe('/home/a/run.knack');
    expect(withEnding('/home/a/run.backup', 'csv')).toBe('/home/a/run.backup');
  });
});
