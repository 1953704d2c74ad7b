import { afterEach, describe, expect, it } from 'vitest';
import {
  baseName,
  formatBytes,
  formatCount,
  formatFixed,
  formatPlain,
  formatProbability,
  setFigureLanguage,
  shortId,
} from './format.ts';

describe('formatProbability', () => {
  it('never says certain of something that is not', () => {
    expect(formatProbability(0.9951)).toBe('0.995');
    expect(formatProbability(0.99999)).toBe('>0.999');
    expect(formatProbability(0.0001)).toBe('<0.001');
    expect(formatProbability(1)).toBe('1.00');
    expect(formatProbability(0)).toBe('0.00');
    expect(formatProbability(2 / 3)).toBe('0.67');
  });
});

describe('other figures', () => {
  it('keeps whole counts whole', () => {
    expect(formatCount(7)).toBe('7');
    expect(formatCount(2.25)).toBe('2.3');
    expect(formatCount(0.0234)).toBe('0.023');
  });
  it('sets thousands of a count apart', () => {
    expect([999, 1000, -12_345, 1_234_567].map(formatCount)).toEqual(['999', '1,000', '-12,345', '1,234,567']);
    expect(formatCount(1234.56)).toBe('1,234.6');
    expect(formatCount(0)).toBe('0');
  });
  it('gives bytes a unit', () => {
    expect(formatBytes(512)).toBe('512 B');
    expect(formatBytes(1536)).toBe('1.5 KiB');
    expect(formatBytes(300 * 1024 * 1024)).toBe('300 MiB');
  });
  it('names files of either kind of path', () => {
    expect(baseName('/a/b/memory/')).toBe('memory');
    expect(baseName('C:\\x\\runs.jsonl')).toBe('runs.jsonl');
    expect(baseName('s3://bucket/team')).toBe('team');
  });
  it('shortens hashes alone', () => {
    expect(shortId('abcdef')).toBe('abcdef');
    expect(shortId('abcdef0123456789')).toBe('abcdef01');
  });
});

describe('figures in another language', () => {
  afterEach(() => setFigureLanguage('en'));
  it('have its decimal mark', () => {
    setFigureLanguage('de');
    expect(formatProbability(2 / 3)).toBe('0,67');
    expect(formatProbability(0.0001)).toBe('<0,001');
    expect(formatCount(2.25)).toBe('2,3');
    expect(formatCount(1_234_567)).toBe('1.234.567');
    expect(formatCount(1234.56)).toBe('1.234,6');
    expect(formatBytes(1536)).toBe('1,5 KiB');
    expect(formatFixed(-1.5, 3)).toBe('-1,500');
    expect(formatPlain(0.25)).toBe('0,25');
  });
});
