import { createTranslator } from 'use-intl/core';
import { expect, it } from 'vitest';
import { messagesOf, type Language } from './index.ts';

type Tree = string | { readonly [key: string]: Tree };

function leaves(tree: Tree, path: string): readonly (readonly [string, string])[] {
  if (typeof tree === 'string') return [[path, tree]];
  return Object.entries(tree).flatMap(([key, branch]) => leaves(branch, path === '' ? key : `${path}.${key}`));
}

/** Values that satisfy every placeholder: a name is whatever stands after an opening brace. */
function valuesFor(message: string): Record<string, string | number> {
  const names = [...message.matchAll(/\{(\w+)\s*(?:,\s*(\w+))?/g)];
  return Object.fromEntries(names.map(([, name = '', kind]) => [name, kind === undefined ? 'x' : 1]));
}

for (const language of Object.keys(messagesOf) as Language[]) {
  const messages = messagesOf[language];
  it(`${language}: every message can be formatted`, () => {
    const faults: string[] = [];
    const translate = createTranslator({
      locale: language,
      messages: messages as never,
      onError: (error) => faults.push(error.message),
    }) as unknown as (key: string, values: Record<string, string | number>) => string;
    for (const [path, message] of leaves(messages, '')) {
      const text = translate(path, valuesFor(message));
      if ((text === '' && message !== '') || text === path) faults.push(`${path}: ${text}`);
    }
    expect(faults).toEqual([]);
  });
}
