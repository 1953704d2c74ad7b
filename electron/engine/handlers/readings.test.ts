import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Client } from '../../../shared/contract/index.ts';
import { defaultReasoner } from '../../../shared/model/index.ts';
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

const useRules = () => client.reasoner.configure({ settings: defaultReasoner });
const say = (answer: object): void => server.behave({ kind: 'say', text: JSON.stringify(answer) });

async function done<R>(stream: Promise<AsyncIterable<{ kind: 'progress' } | { kind: 'done'; report: R }>>): Promise<R> {
  for await (const told of await stream) if (told.kind === 'done') return told.report;
  throw new Error('The stream ended without a report.');
}

/** What is stored of posteriors, and the state. */
async function standing(): Promise<unknown> {
  const procedures = await client.library.procedures();
  const { stateHash } = await client.memory.info();
  return { stateHash, posteriors: procedures.map(({ id, posterior }) => [id, posterior]) };
}

it('cuts an episode by the rules or by a model, whose answer covers it, and keeps nothing [Y1, Y3, Y11]', async () => {
  await asked.build('macla');
  const before = await standing();
  const [row] = await client.trajectories.list();
  const id = row?.id ?? '';
  const { segments, trajectory } = await client.trajectories.get({ id });
  const steps = trajectory.steps.length;
  const ruled = await done(client.reasoner.segment({ id }));
  expect(ruled).toMatchObject({ author: null, note: '', steps, moved: 0 });
  expect(ruled.segments.map(({ from, to }) => [from, to])).toEqual(segments.map(({ segment: s }) => [s.from, s.to]));
  expect(server.requests).toEqual([]);

  await asked.useServer();
  say({ segments: [{ from: 0, to: steps - 1, description: 'get it done' }], because: 'It is one errand.' });
  const told = await done(client.reasoner.segment({ id }));
  expect(told).toMatchObject({
    author: { reasoner: 'server', model: 'small', task: 'segment' },
    segments: [{ from: 0, to: steps, description: 'get it done' }],
    moved: 1,
    because: 'It is one errand.',
  });
  await done(client.reasoner.segment({ id }));
  expect(server.requests).toHaveLength(1);

  // What does not cover it is repaired once, then the rules answer, and say why.
  const [, other] = await client.trajectories.list();
  say({ segments: [{ from: 900, to: 901, description: 'elsewhere' }] });
  const refused = await done(client.reasoner.segment({ id: other?.id ?? '' }));
  expect(refused.author).toBeNull();
  expect(refused.note).toMatch(/do not cover the episode.*The rules answered/);
  expect(refused.segments.length).toBeGreaterThan(0);
  expect(server.requests).toHaveLength(3);
  await expect(done(client.reasoner.segment({ id: 'nowhere' }))).rejects.toMatchObject({ data: { code: 'NOT_FOUND' } });
  // Of another strategy's questions it is said so.
  await expect(done(client.reasoner.facts({ goal: 'x' }))).rejects.toMatchObject({ data: { code: 'WRONG_USE' } });
  await expect(done(client.reasoner.attribute({ id }))).rejects.toMatchObject({ data: { code: 'WRONG_USE' } });
  await useRules();
  expect(await standing()).toEqual(before);
});

it('attributes a ProcMEM skill: by the rules its gradient, by a model a marked proposal that rests on quotes [Y5, Y6, Y12]', async () => {
  await asked.build('procmem', { procmemRound: 10 });
  const { gradients, skills } = await client.strategies.procmem();
  const gradient = gradients.findLast(({ skillId }) =>
    skills.some(({ skill, status }) => skill.id === skillId && status === 'live'),
  );
  const id = gradient?.skillId ?? '';
  const last = gradients.findLast(({ skillId }) => skillId === id);
  const before = await standing();
  const ruled = await done(client.reasoner.attribute({ id }));
  expect(ruled).toMatchObject({ author: null, proposalId: null, episodes: last?.trajectories.length });
  expect(ruled.edits.map(({ text, voices }) => [text, voices])).toEqual(
    last?.edits.map(({ text, voices }) => [text, voices]),
  );
  expect(server.requests).toEqual([]);

  await asked.useServer();
  const shown = await Promise.all(
    (last?.trajectories ?? []).map(async ({ trajectoryId, from }) => {
      const { trajectory } = await client.trajectories.get({ id: trajectoryId });
      return { goal: trajectory.goal, observation: trajectory.steps[from]?.observation ?? '' };
    }),
  );
  const names = shown.map(({ goal }) => goal);
  const sentence = shown[0]?.observation.split(/[.!\n]/)[0] ?? '';
  const voices = names.map((goal, at) => ({
    episode: `e${at + 1}`,
    field: 'activation',
    kind: 'add',
    text: sentence,
    quote: goal,
  }));
  say({ voices: voices.map((voice) => ({ ...voice, quote: 'nobody said this' })) });
  const refused = await done(client.reasoner.attribute({ id }));
  expect(refused).toMatchObject({ author: null, proposalId: null });
  expect(refused.note).toMatch(/does not stand in e1.*The rules answered/);
  say({ voices: voices.map((voice) => ({ ...voice, text: 'the weather is fair' })) });
  expect((await done(client.reasoner.attribute({ id }))).note).toContain('told in none of the episodes');
  say({ voices, because: 'All of them ask for it.' });
  const told = await done(client.reasoner.attribute({ id }));
  expect(told).toMatchObject({ author: { task: 'attribute', model: 'small' }, note: '', episodes: voices.length });
  expect(told.voices[0]).toMatchObject({ trajectoryId: last?.trajectories[0]?.trajectoryId, quote: names[0] });
  const { proposal } = await client.review.get({ id: told.proposalId ?? '' });
  expect(proposal).toMatchObject({ status: 'pending', kind: 'attribute', targetId: id, strong: false });
  expect(proposal.written).toMatchObject({ by: told.author, because: 'All of them ask for it.' });
  expect(proposal.after.preconditions.at(-1)).toMatchObject({ predicate: sentence, origin: 'refined' });
  await useRules();
  const after = await client.library.procedures();
  expect(after.map(({ id: own, posterior }) => [own, posterior])).toEqual(
    (before as { posteriors: unknown }).posteriors,
  );
  await client.review.approve({ id: proposal.id });
  expect((await client.library.procedure({ id })).procedure.written).toMatchObject([
    { part: 'preconditions', by: { task: 'attribute' } },
  ]);
  expect((await client.memory.verify()).ok).toBe(true);

  // Nothing that half of them say: said, and nothing is proposed.
  await asked.useServer();
  say({ voices: [] });
  const silent = await done(client.reasoner.attribute({ id }));
  expect(silent).toMatchObject({ proposalId: null, voices: [], edits: [] });
  expect(silent.note).toContain('nothing is proposed');
});

it('reads the facts of a task for the retrieval of Mem^p, backed by its words, and keeps nothing [Y1, Y13]', async () => {
  await asked.build('memp');
  const before = await standing();
  const { rows } = await client.strategies.memp();
  const entry = rows.find(({ entry: one, status }) => status === 'live' && Object.keys(one.facts).length > 0)?.entry;
  const goal = entry?.query ?? '';
  const [key = '', value = ''] = Object.entries(entry?.facts ?? {})[0] ?? [];
  const ruled = await done(client.reasoner.facts({ goal }));
  const byRules = await client.strategies.mempRetrieve({ goal });
  expect(ruled.author).toBeNull();
  expect(Object.fromEntries(ruled.facts.map((fact) => [fact.key, fact.value]))).toEqual(byRules.facts);
  expect(server.requests).toEqual([]);

  await asked.useServer();
  say({ facts: [{ key, value: 'a thing that nobody named', quote: goal }] });
  const refused = await done(client.reasoner.facts({ goal }));
  expect(refused.author).toBeNull();
  expect(refused.note).toMatch(/does not stand in its quote.*The rules answered/);
  expect(refused.facts).toEqual(ruled.facts);
  const word = goal.split(' ').find((one) => goal.includes(value) && one.length > 2) ?? goal;
  say({ facts: [{ key, value: word, quote: goal }], because: 'It says so.' });
  const told = await done(client.reasoner.facts({ goal }));
  expect(told).toMatchObject({ author: { task: 'facts' }, facts: [{ key, value: word, quote: goal }] });
  const found = await client.strategies.mempRetrieve({ goal, facts: { [key]: word } });
  expect(found.facts).toEqual({ [key]: word });
  const policy = found.policies.find(({ policy: one }) => one === 'avefact');
  expect(policy?.found.every(({ perKey }) => perKey.every((one) => one.key === key))).toBe(true);
  await useRules();
  expect(await standing()).toEqual(before);
});
