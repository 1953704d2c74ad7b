import { describe, expect, it } from 'vitest';
import { mended } from './mend.ts';

describe('JSON that is cut off', () => {
  const whole = '{"a": {"b": [1, "x,y]", {"c": "\\"}"}], "d": null}, "e": [[2], 3]}';

  it('stays as it is when it is whole', () => {
    expect(mended(whole)).toBe(whole);
  });

  it('is JSON at every place where it may be cut, and holds nothing that was not there', () => {
    for (let at = 1; at < whole.length; at += 1) {
      const seen: unknown = JSON.parse(mended(whole.slice(0, at)));
      expect(whole.replaceAll(/\s/g, '')).toContain(JSON.stringify(seen).replaceAll(/[}\]]+$/g, ''));
    }
  });

  it('does not choke on brackets alone', () => {
    expect(mended('['.repeat(100_000))).toHaveLength(200_000);
    expect(mended(']}'.repeat(1000))).toBe(']}'.repeat(1000));
  });
});
