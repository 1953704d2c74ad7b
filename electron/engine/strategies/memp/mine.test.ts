import { beforeAll, describe, expect, it } from 'vitest';
import { defaultSettings, type Derived, type MempState, type Settings } from '../../../../shared/model/index.ts';
import { load, samplePaths, type Loaded } from '../../fixtures/learn.fixture.ts';
import { hashingEmbedder } from '../../fixtures/memory.fixture.ts';
import { analyse, entryTokens, mine } from '../index.ts';

let loaded: Loaded;
beforeAll(async () => {
  loaded = await load(samplePaths.slice(0, 1));
});

type Learned = Derived & { readonly strategy: MempState };

/** The state of a memory of Mem^p that holds the sample's episodes. */
async function learn(changes: Partial<Settings>): Promise<Learned> {
  const settings: Settings = { ...defaultSettings, strategy: 'memp', ...changes };
  const embedder = hashingEmbedder();
  const analyses = loaded.trajectories.map(analyse);
  const mined = await mine({ analyses, settings, embed: (texts) => embedder.embed(texts) });
  const sources = loaded.sources.map((source) => ({ source, seq: 1 }));
  const derived = mined.derive({ sources, decisions: [], settings });
  const { strategy } = derived;
  if (strategy?.kind !== 'memp') throw new Error('it learned by another strategy');
  return { ...derived, strategy };
}

const trajectoryOf = (id: string) => loaded.trajectories.find((one) => one.id === id);

describe('entries', () => {
  it('keep all steps word by word, or the critical ones with slots [Q1]', async () => {
    const [verbatim, script] = await Promise.all([learn({ mempBuild: 'trajectory' }), learn({ mempBuild: 'script' })]);
    expect(verbatim.strategy.entries.length).toBeGreaterThan(10);
    for (const { id, trajectoryId } of verbatim.strategy.entries) {
      const steps = verbatim.procedures.find((item) => item.id === id)?.body.steps.map(({ template }) => template);
      expect(steps).toHaveLength(trajectoryOf(trajectoryId)?.steps.length ?? -1);
      expect(steps?.filter((template) => /\{\w+\}/.test(template))).toEqual([]);
    }
    for (const { id, marks } of script.strategy.entries) {
      const body = script.procedures.find((item) => item.id === id)?.body;
      expect(body?.steps).toHaveLength(marks.filter((mark) => mark === 'critical').length);
      const names = body?.slots.map(({ name }) => name) ?? [];
      // Each value has a name of its own [Q4], and each slot of a step is one of them.
      expect(new Set(names).size).toBe(names.length);
      const used = body?.steps.flatMap(({ template }) => [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
      expect(used?.filter((name) => !names.includes(name ?? ''))).toEqual([]);
    }
  });

  it('have facts that their goals name, whose keys name the slots [Q2, Q4]', async () => {
    const { strategy, procedures } = await learn({ mempBuild: 'script' });
    const withFacts = strategy.entries.filter(({ facts }) => Object.keys(facts).length > 0);
    expect(withFacts.length).toBeGreaterThan(5);
    let shared = 0;
    for (const { id, query, facts } of withFacts) {
      const own = procedures.find((item) => item.id === id)?.body.slots.map(({ name }) => name) ?? [];
      for (const value of Object.values(facts)) expect(query.toLowerCase()).toContain(value.toLowerCase());
      shared += Object.keys(facts).filter((key) => own.includes(key)).length;
    }
    expect(shared).toBeGreaterThan(0);
  });

  it('cost what is kept of them, a token for four characters begun [T5]', async () => {
    const { strategy, procedures } = await learn({ mempBuild: 'script' });
    for (const entry of strategy.entries) {
      const steps = procedures.find(({ id }) => id === entry.id)?.body.steps ?? [];
      const characters = steps.reduce((sum, { template }) => sum + template.length + 1, 0);
      expect(entryTokens(entry, 'script')).toBe(Math.ceil(characters / 4));
      expect(entryTokens(entry, 'proceduralization')).toBe(entry.tokens.script + entry.tokens.trajectory);
    }
  });
});

describe('what a group adds', () => {
  it('is every episode, or the successes; what failed is to be rewritten [Q11 to Q13]', async () => {
    const { strategy } = await learn({ mempUpdate: 'adjustment' });
    const outcomeOf = (id: string) => trajectoryOf(id)?.outcome;
    for (const { vanilla, validation, adjustment, tasks } of strategy.groups) {
      expect(vanilla.add).toEqual(tasks.map(({ trajectoryId }) => trajectoryId));
      expect(validation.add).toEqual(vanilla.add.filter((id) => outcomeOf(id) === 'success'));
      expect(adjustment.add).toEqual(validation.add);
      const failed = tasks.flatMap(({ trajectoryId, credited }) =>
        outcomeOf(trajectoryId) === 'failure' ? credited : [],
      );
      expect(adjustment.rewrite.filter((id) => !failed.includes(id))).toEqual([]);
      expect([vanilla.rewrite, validation.rewrite]).toEqual([[], []]);
    }
    const kept = (await learn({ mempUpdate: 'vanilla' })).strategy.entries;
    expect(kept.map(({ trajectoryId }) => outcomeOf(trajectoryId))).toContain('failure');
    expect(strategy.entries.map(({ trajectoryId }) => outcomeOf(trajectoryId))).not.toContain('failure');
  });
});

describe('a rewriting', () => {
  it('is proposed from what successes rest on, at most three changes, and keeps the last step [Q14]', async () => {
    const { proposals, procedures } = await learn({ mempUpdate: 'adjustment' });
    expect(proposals.length).toBeGreaterThan(0);
    for (const { targetId, before, after, contrasts, strong, status } of proposals) {
      const [old, next] = [before, after].map(({ steps }) => steps.map(({ template }) => template));
      expect(next?.at(-1)).toBe(old?.at(-1));
      expect(next).not.toEqual(old);
      expect(contrasts.length).toBeLessThanOrEqual(strong ? 3 : 1);
      for (const { side, label, probability } of contrasts) {
        expect(probability).toBeGreaterThanOrEqual(0.95);
        expect([old?.includes(label), next?.includes(label)]).toEqual(
          side === 'success' ? [false, true] : [true, false],
        );
      }
      // Nothing is rewritten before somebody agrees.
      const kept = procedures.find(({ id }) => id === targetId);
      if (status === 'pending') expect(kept?.body).toEqual(before);
    }
  });
});
