import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { join, resolve } from 'node:path';
import type { Ranking } from '../../../shared/contract/index.ts';
import { bundledModel, samplePaths } from '../fixtures/learn.fixture.ts';
import { importInto, openTestMemory, tempFolder } from '../fixtures/memory.fixture.ts';
import { openEmbedder } from '../embedding/index.ts';
import type { Memory } from '../memory/index.ts';
import { Asker } from './index.ts';
import { stepWords } from './order.ts';
import { development, test, type AskedQuestion } from './questions.fixture.ts';

let memory: Memory;
let asker: Asker;
let remove: () => Promise<void>;

beforeAll(async () => {
  const folder = await tempFolder();
  remove = folder.remove;
  const modelsFolder = resolve(import.meta.dirname, '../../../resources/models');
  memory = await openTestMemory(join(folder.path, 'memory'), {
    parts: {
      openEmbedder: () =>
        openEmbedder({ spec: bundledModel(), modelsFolder, cacheFolder: folder.path, allowDownload: false }),
    },
  });
  await importInto(memory, samplePaths);
  asker = new Asker(memory);
});

afterAll(async () => {
  await memory.close();
  await remove();
});

/** Whether an answer does what is meant. */
function isRight({ does, doesNot = [] }: AskedQuestion, { choice }: Ranking): boolean {
  if (does === null || choice === null) return (does === null) === (choice === null);
  const effects = effectsOf(choice);
  return does.every((effect) => effects.includes(effect)) && !doesNot.some((effect) => effects.includes(effect));
}

/** What an item brings about, in the first words of its templates. */
function effectsOf(id: string): readonly string[] {
  const { procedures, metaProcedures } = memory.state.derived;
  const sequence = metaProcedures.find((meta) => meta.id === id)?.sequence ?? [id];
  return sequence.flatMap((step) => {
    const goal = procedures.find((procedure) => procedure.id === step)?.body.goal ?? '';
    return [stepWords(goal).join('_')];
  });
}

interface Figure {
  readonly share: number;
  readonly wrong: readonly string[];
}

async function askAll(questions: readonly AskedQuestion[]): Promise<Figure> {
  const wrong: string[] = [];
  for (const question of questions) {
    const ranking = await asker.ask({ goal: question.goal, observation: '', options: {} });
    if (!isRight(question, ranking)) {
      const chosen = ranking.choice === null ? 'fallback' : effectsOf(ranking.choice).join('>');
      wrong.push(`${question.goal} -> ${chosen} (${ranking.reason})`);
    }
  }
  return { share: 1 - wrong.length / questions.length, wrong };
}

const isKnown = ({ does }: AskedQuestion): boolean => does !== null;

describe('S3, S6, S10 to S12: questions to the sample memory in other words', () => {
  it.each([
    ['development, what it knows', development.filter(isKnown), 0.65],
    ['development, what it does not know', development.filter((one) => !isKnown(one)), 0.8],
    ['test, what it knows', test.filter(isKnown), 0.55],
    ['test, what it does not know', test.filter((one) => !isKnown(one)), 0.8],
  ])('%s', async (_, questions, least) => {
    const { share, wrong } = await askAll(questions);
    expect({ share: Math.round(share * 100) / 100, wrong }).toSatisfy((figure: Figure) => figure.share >= least);
  });

  it('warms a jar before it leaves it', async () => {
    const { choice } = await asker.ask({ goal: 'leave a warm jar at a bench', observation: '', options: {} });
    expect(effectsOf(choice ?? '')).toEqual(expect.arrayContaining(['warm', 'leave']));
  });
});

describe('S15: what a search lists', () => {
  it('has room for something else beside what says the same as its best [L3]', async () => {
    const find = async (items: number): Promise<readonly string[]> =>
      (await asker.find({ text: 'gather two chisels at a barrel', items, spans: 0 })).items.map(({ id }) => id);
    const all = await find(100);
    const best = memory.state.derived.metaProcedures.find(({ id }) => id === all[0]);
    const same = memory.state.derived.metaProcedures.filter(({ goal }) => goal === best?.goal).map(({ id }) => id);
    const twins = all.filter((id) => same.includes(id));
    expect(twins.length).toBeGreaterThan(1);
    // One of them for as long as there is anything else; then the others, each once.
    const room = all.length - twins.length + 1;
    expect((await find(room)).filter((id) => twins.includes(id))).toEqual(twins.slice(0, 1));
    expect(new Set(all).size).toBe(all.length);
  });
});
