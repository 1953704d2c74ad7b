import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { planted, plantedText } from '../fixtures/planted.fixture.ts';
import { placeholderOf, redactText, redactValue } from './redact.ts';
import { secretKinds, secretRules } from './rules.ts';

describe('redaction', () => {
  it.each(planted.map((one) => [one.kind, one] as const))('takes out a secret: %s [X1]', (kind, one) => {
    const text = plantedText(one);
    const { value, findings } = redactText(text);
    expect(value).not.toContain(one.secret);
    expect(value).toContain('[redacted ');
    expect(findings.map((finding) => finding.kind)).toContain(kind);
    expect(JSON.stringify(findings)).not.toContain(one.secret);
    const inside = redactValue({ steps: [{ observation: text }], [text]: 1 });
    expect(JSON.stringify(inside.value)).not.toContain(JSON.stringify(one.secret).slice(1, -1));
  });

  it('plants every kind that has a rule, and there are more than 20', () => {
    expect(new Set(planted.map(({ kind }) => kind))).toEqual(new Set(secretKinds));
    expect(new Set(secretRules.map(({ kind }) => kind))).toEqual(new Set(secretKinds));
    expect(secretKinds.length).toBeGreaterThan(20);
  });

  it('finds nothing in its own placeholders: a second pass changes nothing', () => {
    for (const one of planted) {
      const { value } = redactText(plantedText(one));
      expect(redactText(value)).toEqual({ value, findings: [] });
    }
    expect(redactText(secretKinds.map(placeholderOf).join(' ')).findings).toEqual([]);
  });

  it.each([
    'open drawer 3 and take key 2',
    'Order ORD-48213 was sent on 2026-01-02 at 10:15:30.',
    'version 1.2.3.4 of the parser, build 20260102',
    'SELECT count(*) FROM orders WHERE total > 1000000',
    'the password is required',
    'password: null',
    'token = process.env.TOKEN',
    'the token was spent',
    'ratio 0.123456789012345, seed 1234567890123',
    'sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    'see https://example.org/docs?page=2&sort=asc',
    'std::vector<int>::iterator it',
    'a::b',
    'git commit -m "fix"',
    'ls -la /usr/home',
    'bearer of bad news',
    'the key to the door',
    '{"status": "delivered", "count": 12345678}',
    'cd /home',
    'cookies: none',
  ])('leaves what is no secret: %s', (text) => {
    expect(redactText(text)).toEqual({ value: text, findings: [] });
  });

  it('keeps the kinds that a person keeps', () => {
    const text = 'write to wren@post.example from 10.42.17.9';
    expect(redactText(text, new Set(['email'])).value).toBe(
      `write to wren@post.example from ${placeholderOf('ip-address')}`,
    );
  });

  it('reads long hostile texts in time, and also behind them', () => {
    const tail = 'wren@post.example';
    for (const unit of [
      'a',
      'a.',
      'a@',
      '1-',
      '::',
      '+1 ',
      'ey.',
      'password=',
      '-----BEGIN PRIVATE KEY-----',
      '/home/',
      'Host=;',
      '0 ',
    ]) {
      const { value } = redactText(`${unit.repeat(Math.ceil(60_000 / unit.length))} ${tail}`);
      expect(value.includes(tail)).toBe(false);
    }
  }, 60_000);

  it('redacts texts longer than one piece', () => {
    const text = `${'word '.repeat(90_000)}\nwren@post.example\n${'word '.repeat(90_000)}wren@post.example`;
    expect(redactText(text).value).not.toContain('wren@');
  });

  it('takes some samples as they are', async () => {
    const sample = await readFile(new URL('../../../resources/samples/support-desk.jsonl', import.meta.url), 'utf8');
    const kinds = new Set(redactText(sample.slice(0, 100_000)).findings.map(({ kind }) => kind));
    expect([...kinds]).toEqual(['email']);
  });
});
