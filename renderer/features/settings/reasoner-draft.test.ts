import { expect, it } from 'vitest';
import { defaultReasoner } from '../../../shared/model/index.ts';
import { draftOf, readReasonerDraft } from './reasoner-draft.ts';

it('says what was saved until something is changed', () => {
  const draft = draftOf(defaultReasoner);
  expect(readReasonerDraft(defaultReasoner, draft)).toEqual({
    settings: defaultReasoner,
    faults: new Set(),
    isChanged: false,
  });
});

it('reads numbers, an empty budget as no limit, and names what is wrong', () => {
  const draft = draftOf(defaultReasoner);
  const limits = { ...draft.limits, maxTokens: '', silence: '2,5', retries: '3' };
  const read = readReasonerDraft(defaultReasoner, {
    ...draft,
    kind: 'server',
    address: ' http://127.0.0.1/v1 ',
    limits,
  });
  expect(read.settings).toMatchObject({
    kind: 'server',
    server: { address: 'http://127.0.0.1/v1', maxTokens: null, silence: 2.5 },
  });
  const wrong = readReasonerDraft(defaultReasoner, { ...draft, limits: { ...limits, retries: '', concurrency: '99' } });
  expect(wrong.settings).toBeNull();
  expect(wrong.faults).toEqual(new Set(['retries', 'concurrency']));
});
