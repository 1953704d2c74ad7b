import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../shared/model/index.ts';
import { findGoalCategories } from '../abstraction/goals.ts';
import { corpusOf, times, type Told } from '../fixtures/episodes.fixture.ts';
import { completing, segmenter } from './segment.ts';
import { measureTransitions } from './transitions.ts';

type Steps = Told['steps'];
const visit = (shed: number): Steps[number] => [`visit shed ${shed}`, `The shed ${shed} is tidy.`];
const lift: Steps[number] = ['lift rake 1 from shed 3', 'You hold rake 1.'];
const hang: Steps[number] = ['hang rake 1 on hook 1', 'The rake 1 hangs on hook 1.'];
const seen: Steps[number] = ['visit shed 3', 'The shed 3 is tidy. You see a rake 1 here.'];

async function segment(told: readonly Told[]) {
  const corpus = corpusOf(told);
  const categories = findGoalCategories(corpus);
  const transitions = measureTransitions(corpus, categories);
  const cut = segmenter(defaultSettings, transitions);
  const spans = corpus.episodes.map((episode, index) => cut(episode, categories.goals[index]!));
  const milestone = (head: string): number =>
    Math.max(
      ...corpus.templates.filter(({ text }) => text.startsWith(head)).map(({ index }) => transitions.milestone[index]!),
    );
  return { corpus, spans, milestone };
}

const task = (steps: Steps, outcome: Told['outcome'] = 'success', goal = 'hang up the rake'): Told => ({
  goal,
  outcome,
  steps,
});
/** Sheds are visited until the rake is seen; it is lifted, and hung up at once. */
const usual = times(4, (at) =>
  task([...times(at + 1, visit), seen, lift, ['walk to hook 1', 'The hook 1 is free.'], hang]),
);

describe('G1: milestones', () => {
  it('what is done once by all completes something, what is done again and again does not', async () => {
    const { milestone } = await segment(usual);
    expect(milestone('hang')).toBe(1);
    expect(milestone('lift')).toBe(1);
    expect(milestone('visit')).toBeLessThan(completing);
  });

  it('failed episodes do not count', async () => {
    const { milestone } = await segment([
      ...usual,
      ...times(9, () => task([['shout loudly', 'The echo answers.']], 'failure')),
    ]);
    expect(milestone('shout')).toBe(0);
  });

  it('where wishes are put in many words, how good episodes end tells the kind', async () => {
    const wishes = ['could you', 'my aunt says', 'at last', 'well now', 'hello there', 'if possible'];
    const told = wishes.map((wish, at) =>
      task(
        [
          ...times(3, () => [`check ${wish.split(' ')[0]} list`, 'The list is long.'] as const),
          ...(at < 3 ? [] : [['ask ann', 'The answer is no.'] as const]),
          at < 3 ? ['sell rake 1', 'The rake 1 is sold.'] : ['lend rake 1', 'The rake 1 is lent.'],
        ],
        'success',
        `${wish} do it`,
      ),
    );
    const { milestone } = await segment(told);
    expect(milestone('sell')).toBe(1);
    expect(milestone('lend')).toBe(1);
  });

  it('what is answered by nothing completes nothing', async () => {
    const told = times(4, () => task([['note that all is well', ''], hang]));
    const { milestone } = await segment(told);
    expect(milestone('note')).toBe(0);
    expect(milestone('hang')).toBe(1);
  });

  it('unless nothing in the corpus is answered', async () => {
    const { milestone } = await segment(times(4, () => task([['hang rake 1', '']])));
    expect(milestone('hang')).toBe(1);
  });
});

describe('G2: reasons for a boundary', () => {
  it('found: what the goal names comes into sight and is used next', async () => {
    const { spans } = await segment(usual);
    expect(spans[1]?.[0]).toMatchObject({ from: 0, to: 3, found: 'rake 1' });
    expect(spans[1]?.[0]?.reasons[0]).toBe('found');
  });

  it('effect: something was completed and the next step is about something else', async () => {
    const { spans } = await segment(usual);
    expect(spans[0]?.map(({ to, reasons }) => [to, reasons[0]])).toEqual([
      [2, 'found'],
      [3, 'effect'],
      [5, 'effect'],
    ]);
  });

  it('refused: the attempt to complete something was refused and is given up', async () => {
    const no = 'Nothing comes of it.';
    const refusals = ['hang rake 1 on hook 1', 'lift rake 1 from shed 3', 'walk to hook 1'].map((action) =>
      task(
        times(3, () => [action, no] as const),
        'failure',
      ),
    );
    const { spans } = await segment([
      ...usual,
      ...refusals,
      task([seen, lift, ['hang rake 1 on hook 1', no], visit(1), visit(2)], 'failure'),
    ]);
    expect(spans.at(-1)?.map(({ reasons }) => reasons[0])).toContain('refused');
  });

  it('what always stands together on the same things is one sub-goal', async () => {
    const told = times(4, () =>
      task([
        ['soak brush 1', 'The brush 1 is wet.'],
        ['wring brush 1', 'The brush 1 is damp.'],
        ['paint door 2', 'The door 2 is blue.'],
      ]),
    );
    const { spans } = await segment(told);
    expect(spans[0]?.map(({ from, to }) => [from, to])).toEqual([
      [0, 2],
      [2, 3],
    ]);
  });
});

describe('G3: segments', () => {
  it('a loop is not cut: looking into one shed after the other is one search', async () => {
    const { spans } = await segment(usual);
    expect(spans[3]?.[0]).toMatchObject({ from: 0, to: 5 });
  });

  it('cover all steps of every episode in order without overlap', async () => {
    const { corpus, spans } = await segment([...usual, task([], 'failure'), task([visit(1), visit(1)], 'unknown')]);
    corpus.episodes.forEach(({ steps }, index) => {
      let at = 0;
      for (const { from, to } of spans[index]!) {
        expect(from).toBe(at);
        expect(to).toBeGreaterThan(from);
        at = to;
      }
      expect(at).toBe(steps.length);
    });
  });

  it('the last segment says that the episode ended, and whether it completed something', async () => {
    const { spans } = await segment([...usual, task([visit(1)], 'failure')]);
    expect(spans[0]?.at(-1)?.reasons).toEqual(['effect', 'end']);
    expect(spans[4]?.at(-1)?.reasons).toEqual(['end']);
  });
});
