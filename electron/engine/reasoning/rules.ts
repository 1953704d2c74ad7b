import type { Reasoner } from '../ports.ts';

/** What Knack does without a model: every question brings along what the rules say to it. Nobody is asked. */
export const rulesReasoner: Reasoner = {
  name: 'rules',
  ask: ({ byRules }) => Promise.resolve({ answer: byRules, author: null, note: '' }),
};
