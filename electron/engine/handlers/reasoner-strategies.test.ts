import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Client } from '../../../shared/contract/index.ts';
import { defaultReasoner } from '../../../shared/model/index.ts';
import { writeCausalModel } from '../fixtures/causal-model.fixture.ts';
import { startAskedEngine, type AskedEngine } from '../fixtures/asked-engine.fixture.ts';
import type { ChatServer } from '../fixtures/chat-server.fixture.ts';

let asked: AskedEngine;
let server: ChatServer;
let client: Client;

beforeEach(async () => {
  asked = await startAskedEngine();
  ({ server, client } = asked);
});
afterEach(() => asked.close());

async function done<R>(stream: Promise<AsyncIterable<{ kind: 'progress' } | { kind: 'done'; report: R }>>): Promise<R> {
  for await (const told of await stream) if (told.kind === 'done') return told.report;
  throw new Error('The stream ended without a report.');
}

it('has scripts of Mem^p written and rewritten: proposals with known slots, marked when they are approved [Y3, Y5, Y6]', async () => {
  await asked.build('memp');
  await asked.useServer();
  const { rows } = await client.strategies.memp();
  const id = rows.find(({ status }) => status === 'live')?.entry.id ?? '';
  const { body } = await client.strategies.mempEntry({ id });
  const kept = body.steps.map(({ template }) => template).slice(-1);
  server.behave({ kind: 'say', text: JSON.stringify({ steps: ['go on with {nowhere}'], because: '' }) });
  const refused = await done(client.reasoner.writeScript({ id, task: 'abstract' }));
  expect(refused).toMatchObject({ proposalId: null, note: expect.stringContaining('{nowhere}') });
  for (const [task, steps] of [
    ['abstract', ['look around first', ...kept]],
    ['rewrite', ['look around twice', ...kept]],
  ] as const) {
    server.behave({ kind: 'say', text: JSON.stringify({ steps, because: 'it is shorter' }) });
    const report = await done(client.reasoner.writeScript({ id, task }));
    const { proposal } = await client.review.get({ id: report.proposalId ?? '' });
    expect(proposal).toMatchObject({ kind: task, targetId: id, status: 'pending' });
    expect(proposal.after.steps.map(({ template }) => template)).toEqual(steps);
    if (task === 'rewrite') await client.review.approve({ id: proposal.id });
  }
  const after = await client.strategies.mempEntry({ id });
  expect(after.written).toMatchObject([{ part: 'steps', by: { model: 'small', task: 'rewrite' } }]);
  expect((await client.memory.verify()).ok).toBe(true);
});

it("judges ProcMEM's gate by the log-probabilities that a server tells, and says which server does not [Y9]", async () => {
  await asked.build('procmem', { procmemRound: 10 });
  await asked.useServer();
  const { candidates } = await client.strategies.procmem();
  const candidate = candidates.find(({ fate }) => fate !== 'reported');
  const id = candidate?.id ?? '';
  const { stateHash } = await client.memory.info();
  server.behave({ kind: 'echo', form: 'generated' });
  await expect(done(client.reasoner.score({ id }))).rejects.toMatchObject({ data: { code: 'REASONER_FAILED' } });
  await expect(client.strategies.gate({ id, scorer: 'reasoner' })).rejects.toMatchObject({
    data: { code: 'WRONG_USE' },
  });
  server.behave({ kind: 'echo', score: (token) => -token.length / 4 });
  const scores = await done(client.reasoner.score({ id }));
  expect(scores).toMatchObject({ scorer: 'small', author: { reasoner: 'server', task: 'likelihood' } });
  expect(scores.steps).toBe(scores.of);
  const judged = await client.strategies.gate({ id, scorer: 'reasoner' });
  expect(judged.candidate.scorer).toBe('small');
  // The same words are as likely under both versions: an edit that changes nothing for this server does not pass.
  expect(judged.difference).toBeCloseTo(0, 12);
  expect(judged.accepted).toBe(false);
  expect((await client.memory.info()).stateHash).toBe(stateHash);
});

it("judges ProcMEM's gate by the log-probabilities of a model of this machine, under its name [Y9]", async () => {
  await asked.build('procmem', { procmemRound: 10 });
  const { candidates } = await client.strategies.procmem();
  const id = candidates.find(({ fate }) => fate !== 'reported')?.id ?? '';
  expect(id).not.toBe('');
  const byRules = await client.strategies.gate({ id });
  await expect(client.strategies.gate({ id, scorer: 'reasoner' })).rejects.toMatchObject({
    data: { code: 'WRONG_USE' },
  });
  await expect(done(client.reasoner.score({ id }))).rejects.toMatchObject({ data: { code: 'WRONG_USE' } });
  const model = join(asked.folder, 'tiny-text');
  await writeCausalModel(model);
  const local = { ...defaultReasoner.local, folder: model };
  await client.reasoner.configure({ settings: { ...defaultReasoner, kind: 'local', local } });
  const { stateHash } = await client.memory.info();
  const scores = await done(client.reasoner.score({ id }));
  expect(scores).toMatchObject({ scorer: 'tiny-text', author: { reasoner: 'local', task: 'likelihood' } });
  const judged = await client.strategies.gate({ id, scorer: 'reasoner', epsilon: 0.1 });
  expect(judged.candidate.scorer).toBe('tiny-text');
  expect(judged.steps).toBe(scores.steps);
  expect(judged.lines.map(({ before }) => before)).not.toEqual(byRules.lines.map(({ before }) => before));
  for (const { before, after } of judged.lines) expect(Math.max(before, after)).toBeLessThanOrEqual(0);
  expect((await client.memory.info()).stateHash).toBe(stateHash);
});
