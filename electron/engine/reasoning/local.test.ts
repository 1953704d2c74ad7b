import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localSettingsSchema, noUse, reasonerSettingsSchema } from '../../../shared/model/index.ts';
import { writeCausalModel, type CausalModel } from '../fixtures/causal-model.fixture.ts';
import type { ReasonerQuestion } from '../ports.ts';
import { hostVault, ReasonerDesk } from './index.ts';

const knack = join(import.meta.dirname, '../../../resources/prompts');

let folder: string;
let context: CausalModel;
const desks: ReasonerDesk[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'knack-text-'));
  context = await writeCausalModel(join(folder, 'context'));
  await writeCausalModel(join(folder, 'short'), { window: 12 });
  await writeCausalModel(join(folder, 'speaks'), { says: ['{"goal":', '"serve', 'tea"}'] });
  await writeCausalModel(join(folder, 'mumbles'), { says: ['well', 'well'] });
});
afterAll(async () => {
  for (const desk of desks) await desk.close();
  await rm(folder, { recursive: true, force: true });
});

function deskOf(name: string, more: object = {}): ReasonerDesk {
  const local = localSettingsSchema.parse({ folder: join(folder, name), ...more });
  const settings = reasonerSettingsSchema.parse({ kind: 'local', local });
  const desk = new ReasonerDesk({
    settings: { read: async () => settings, write: async () => undefined },
    use: { read: async () => noUse, write: async () => undefined },
    vault: hostVault(undefined),
    prompts: { knack, user: null },
  });
  desks.push(desk);
  return desk;
}

const question: ReasonerQuestion<'describe'> = {
  task: 'describe',
  material: { steps: ['pour the tea'] },
  byRules: { goal: 'pour the tea', because: '' },
};
const scoring = (actions: ReasonerQuestion['actions']): ReasonerQuestion<'likelihood'> => ({
  task: 'likelihood',
  material: {},
  byRules: { logProbabilities: [] },
  actions: actions ?? [],
});

/** The tokens of words that stand apart, as the fixture's tokenizer cuts them. */
function tokensOf(text: string): readonly number[] {
  const words = text.split(/\s+/).filter(Boolean);
  return words.map((word) => Math.max(1, context.words.indexOf(word)));
}

/** ln p of an action after a text, from the logits that the fixture works out by itself. */
function expected(before: string, action: string): number {
  const [prefix, target] = [tokensOf(before), tokensOf(action)];
  const logits = context.logits([...prefix, ...target]);
  return target.reduce((sum, token, index) => {
    const row = logits[prefix.length + index - 1] ?? [];
    const total = Math.log(row.reduce((all, value) => all + Math.exp(value), 0));
    return sum + (row[token] ?? Number.NaN) - total;
  }, 0);
}

describe('log-probabilities of a given action [Y9]', () => {
  it.each([
    ['open', 'open the letter', 'read the letter'],
    ['a longer action', 'open the letter read', 'answer the letter and send the answer'],
    ['words that it does not know', 'whatever came before', 'shrug'],
  ])('are those of its logits, to 1e-5: %s', async (_, seen, action) => {
    const prompt = await readFile(join(knack, 'likelihood.md'), 'utf8');
    const [, system = '', request = ''] = /^# System$([\s\S]*)^# Request$([\s\S]*)$/m.exec(prompt) ?? [];
    const before = `${system.trim()}\n\n${request.trim().replace('{{material}}', seen)}`;
    const reasoner = await deskOf('context').reasoner();
    const { answer, author } = await reasoner.ask(scoring([{ context: seen, action }]));
    const [told] = answer.logProbabilities;
    expect(told).toBeLessThan(0);
    expect(Math.abs((told ?? 0) - expected(before, action))).toBeLessThan(1e-5);
    expect(author).toMatchObject({ reasoner: 'local', model: 'context', task: 'likelihood' });
  });

  it('depend on what was seen, and forget its beginning where the window is small', async () => {
    const actions = [
      { context: 'open the letter', action: 'read it' },
      { context: 'send the answer', action: 'read it' },
    ];
    const [one, other] = (await (await deskOf('context').reasoner()).ask(scoring(actions))).answer.logProbabilities;
    expect(one).not.toBeCloseTo(other ?? 0, 3);
    const short = await (
      await deskOf('short').reasoner()
    ).ask(scoring([...actions, { context: '', action: 'x '.repeat(40) }]));
    expect(short.answer.logProbabilities[0]).toBeLessThan(0);
    // No room is left for what was seen before it.
    expect(short.answer.logProbabilities[2]).toBeNull();
  });

  it('can be cancelled', async () => {
    const stop = new AbortController();
    stop.abort();
    const asked = (await deskOf('context').reasoner()).ask(scoring([{ context: '', action: 'open' }]), {
      signal: stop.signal,
    });
    await expect(asked).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

describe('words of a model of this machine [Y3]', () => {
  it('are read, and marked with the model', async () => {
    const heard: number[] = [];
    const reasoner = await deskOf('speaks').reasoner();
    const told = await reasoner.ask(question, { onProgress: ({ characters }) => heard.push(characters) });
    expect(told.answer.goal).toBe('serve tea');
    expect(told.author).toMatchObject({ reasoner: 'local', model: 'speaks', task: 'describe' });
    expect(heard.length).toBeGreaterThan(0);
  });

  it('that make no sense give way to the rules', async () => {
    const reasoner = await deskOf('mumbles').reasoner();
    const { answer, author, note } = await reasoner.ask(question);
    expect(answer).toEqual(question.byRules);
    expect(author).toBeNull();
    expect(note).toContain('The rules answered');
  });

  it('are refused where the question is longer than its window, the folder holds none, or no folder is set', async () => {
    const ask = async (name: string): Promise<unknown> => (await deskOf(name).reasoner()).ask(question);
    await expect(ask('short')).rejects.toMatchObject({
      code: 'REASONER_FAILED',
      happened: expect.stringContaining('looks at 12'),
    });
    await expect(ask('nowhere')).rejects.toMatchObject({
      code: 'MODEL_MISSING',
      todo: expect.stringContaining('onnx/model.onnx'),
    });
    const none = deskOf('x', { folder: '' });
    await expect(none.reasoner()).rejects.toMatchObject({ code: 'WRONG_USE' });
  });
});
