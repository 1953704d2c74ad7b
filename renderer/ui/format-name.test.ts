import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import messages from '../messages/en/import.json' with { type: 'json' };
import { knownFormats } from './format-name.ts';

it('every reader has a name that people know: those that have golden files', () => {
  const golden = readdirSync(join(import.meta.dirname, '../../electron/engine/import/golden'));
  expect([...knownFormats].toSorted()).toEqual(golden.toSorted());
  expect(Object.keys(messages.formats).toSorted()).toEqual(golden.toSorted());
});
