import { expect, it } from 'vitest';
import type { ProcedureBody } from '../../../shared/model/index.ts';
import { scripted } from './index.ts';

const step = (template: string) => ({
  id: template,
  template,
  kind: 'text' as const,
  optional: false,
  repeats: false,
  evidence: { present: 1, of: 1 },
});
const body: ProcedureBody = {
  goal: 'answer the letter',
  slots: [],
  preconditions: [],
  steps: [step('open {letter}'), step('read {letter}')],
  postconditions: [],
};

it('keeps the steps that stay with their evidence, in the new order, and gives new ones none', () => {
  const after = scripted(body, ['read {letter}', 'answer {letter}', 'read {letter}']);
  expect(after.steps.map(({ template, evidence }) => [template, evidence.of])).toEqual([
    ['read {letter}', 1],
    ['answer {letter}', 0],
    ['read {letter}', 0],
  ]);
  expect(new Set(after.steps.map(({ id }) => id)).size).toBe(3);
  expect(
    scripted(
      body,
      body.steps.map(({ template }) => template),
    ),
  ).toEqual(body);
});
