import { describe, expect, it } from 'vitest';
import { refine, stages } from './refining.ts';
import { Workshop } from './workshop.ts';

describe('the workshop', () => {
  const play = async (game: string, works: readonly string[]): Promise<readonly string[]> => {
    const workshop = new Workshop({ from: 1, to: 1 });
    const { task } = await workshop.reset(game);
    const kind = / the (\w+)\.$/.exec(task)?.[1] ?? '';
    for (let rack = 1; ; rack += 1) {
      const { observation } = await workshop.step(`walk to rack ${rack}`);
      const thing = new RegExp(`${kind} \\d+`).exec(observation)?.[0];
      if (thing === undefined) continue;
      const told = [(await workshop.step(`grab ${thing} from rack ${rack}`)).observation];
      for (const work of works) {
        const turn = await workshop.step(work.replace('{}', thing));
        told.push(turn.won ? 'won' : turn.observation);
      }
      return told;
    }
  };

  it('spoils what is glazed while damp, and what is oiled before it is sanded', async () => {
    const games = ['glaze/0001/game', 'glaze/0002/game', 'glaze/0003/game', 'glaze/0004/game', 'glaze/0005/game'];
    const said = await Promise.all(
      games.map((game) => play(game, ['glaze {} with brush 1', 'wipe {} with rag 1', 'glaze {} with brush 1'])),
    );
    const damp = said.filter(([grabbed = '']) => grabbed.includes('damp'));
    expect(damp.length).toBeGreaterThan(0);
    for (const [, first = '', , last = ''] of damp) expect(first + last).not.toContain('won');
    expect((await play('mount/0001/game', ['sand {}', 'oil {}', 'mount {} on frame 1'])).at(-1)).toBe('won');
    expect((await play('mount/0001/game', ['oil {}', 'sand {}', 'mount {} on frame 1'])).at(-1)).toContain('slips');
  });

  it('answers what makes no sense, and plays the same again', async () => {
    expect((await play('dry/0001/game', ['sing {}', 'mount {} on rack 1']))[1]).toBe('That makes no sense.');
    const once = await play('mount/0003/game', ['sand {}']);
    expect(await play('mount/0003/game', ['sand {}'])).toEqual(once);
  });
});

it('what was planted in a memory is found, and applying it mends it [R2, R4, A11]', { timeout: 120_000 }, async () => {
  const refined = await refine({ seed: 1, recorded: 40, training: 6, heldOut: 8 });
  expect(refined).toMatchObject({ foundCondition: true, foundOrder: true });
  const solved = stages.flatMap((stage) => {
    const episodes = refined.played.get(stage);
    return episodes === undefined ? [] : [[stage, episodes.filter((one) => one.solved).length] as const];
  });
  const by = new Map(solved);
  expect(by.get('condition applied')).toBeGreaterThan(by.get('planted') ?? 0);
  expect(by.get('both applied')).toBeGreaterThan(by.get('condition applied') ?? 0);
  expect(by.get('both applied')).toBe(by.get('as learnt'));
});
