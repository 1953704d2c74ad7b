import { createTranslator } from 'use-intl/core';
import { describe, expect, it } from 'vitest';
import { languageOf, languages, loadMessages } from './index.ts';
import { leavesOf, placeholdersOf } from './message-parts.ts';

const all = await Promise.all(
  languages.map(async (language) => ({ language, leaves: leavesOf(await loadMessages(language)) })),
);
const english = new Map(all.find(({ language }) => language === 'en')?.leaves);

/** Values that satisfy every placeholder. */
function valuesFor(message: string): Record<string, string | number> {
  return Object.fromEntries(
    placeholdersOf(message).map((placeholder) => {
      const [name = '', kind] = placeholder.split(' ');
      return [name, kind === 'text' || kind === 'select' ? 'x' : 1];
    }),
  );
}

describe.each(all)('$language', ({ language, leaves }) => {
  it('every message can be formatted', () => {
    const faults: string[] = [];
    const translate = createTranslator({
      locale: language,
      // One message at a time, under a name without dots.
      messages: Object.fromEntries(leaves.map(([path, message]) => [path.replaceAll('.', '/'), message])) as never,
      onError: (error) => faults.push(error.message),
    }) as unknown as (key: string, values: Record<string, string | number>) => string;
    for (const [path, message] of leaves) {
      const text = translate(path.replaceAll('.', '/'), valuesFor(message));
      if ((text === '' && message !== '') || text === path) faults.push(`${path}: ${text}`);
    }
    expect(faults).toEqual([]);
  });

  it('has the keys of English, in no other order', () => {
    expect(leaves.map(([path]) => path)).toEqual([...english.keys()]);
  });

  it('has the placeholders of English, of the same kinds', () => {
    const faults = leaves.flatMap(([path, message]) => {
      const [here, there] = [placeholdersOf(message), placeholdersOf(english.get(path) ?? '')];
      return here.join() === there.join() ? [] : [`${path}: ${here.join()} instead of ${there.join()}`];
    });
    expect(faults).toEqual([]);
  });

  it('leaves a text empty where English does, and nowhere else', () => {
    const faults = leaves.filter(([path, message]) => (message === '') !== (english.get(path) === ''));
    expect(faults).toEqual([]);
  });
});

describe('the language', () => {
  it('is the first of the system that there is', () => {
    expect(languageOf('system', ['fr-CH', 'de-CH', 'en'])).toBe('de');
    expect(languageOf('system', ['en-GB', 'de'])).toBe('en');
    expect(languageOf('system', ['DE'])).toBe('de');
  });
  it('is English where the system has none of them', () => {
    expect(languageOf('system', ['fr', 'zh-Hans'])).toBe('en');
    expect(languageOf('system', [])).toBe('en');
  });
  it('is the one that was chosen', () => {
    expect(languageOf('en', ['de'])).toBe('en');
    expect(languageOf('de', [])).toBe('de');
  });
});
