import { describe, expect, it } from 'vitest';
import { defaultSettings, type EvidenceRule, type Outcome, type Truth } from '../../../shared/model/index.ts';
import { times, type Told } from '../fixtures/episodes.fixture.ts';
import { learnTold } from '../fixtures/learn.fixture.ts';
import { hangErrand, oilErrand } from '../fixtures/workshop.fixture.ts';
import { judge } from './evidence.ts';

/** The table of the rules, one row a line: Phi, episode, went on, censored; blended, effect, episode. */
const table: readonly [Truth, Outcome, boolean, boolean, string | null, string | null, string | null][] = [
  ['true', 'success', true, false, 'success', 'success', 'success'],
  ['true', 'success', false, false, 'success', 'success', 'success'],
  ['true', 'failure', true, false, 'success', 'success', 'failure'],
  ['true', 'failure', false, false, 'failure', 'success', 'failure'],
  ['true', 'failure', false, true, null, 'success', 'failure'],
  ['true', 'success', false, true, 'success', 'success', 'success'],
  ['true', 'unknown', true, false, 'success', 'success', null],
  ['true', 'unknown', false, false, null, 'success', null],
  ['false', 'success', true, false, 'failure', 'failure', 'success'],
  ['false', 'failure', false, false, 'failure', 'failure', 'failure'],
  ['false', 'failure', false, true, null, null, 'failure'],
  ['false', 'unknown', true, false, 'failure', 'failure', null],
  ['unknown', 'success', true, false, null, null, 'success'],
  ['unknown', 'failure', false, false, null, null, 'failure'],
  ['unknown', 'unknown', false, true, null, null, null],
];

describe('E: Phi x outcome x went on', () => {
  it.each(table)('Phi %s, episode %s, went on %s, censored %s', (phi, episode, wentOn, censored, ...expected) => {
    const rules: readonly EvidenceRule[] = ['blended', 'effect', 'episode'];
    expect(rules.map((rule) => judge(rule, { phi, episode, wentOn, censored, explained: false }))).toEqual(expected);
  });
});

const told = [
  ...times(8, (at) => oilErrand({ vain: 2 + (at % 3) })),
  ...times(6, (at) => oilErrand({ vain: 2 + (at % 3), full: false })),
  ...times(4, () => hangErrand()),
];

describe('E4: what a miss before explains', () => {
  const end = { phi: 'true', episode: 'failure', wentOn: false, censored: false, explained: true } as const;

  it('changes the end of a failed episode that reached Phi, under the blended rule, and nothing else', () => {
    const rules: readonly EvidenceRule[] = ['blended', 'effect', 'episode'];
    expect(rules.map((rule) => judge(rule, end))).toEqual(['success', 'success', 'failure']);
    expect(judge('blended', { ...end, phi: 'false' })).toBe('failure');
    expect(judge('blended', { ...end, phi: 'unknown' })).toBe(null);
    expect(judge('blended', { ...end, censored: true })).toBe(null);
    expect(judge('blended', { ...end, episode: 'unknown' })).toBe(null);
  });

  /** Lanterns are rubbed one after the other, each in its chest: its number, and whether it came to anything. */
  const rub = (works: readonly (readonly [lantern: number, done: boolean])[], outcome?: Outcome): Told => ({
    goal: 'rub two lanterns',
    context: 'You stand among chests.',
    outcome: outcome ?? (works.every(([, done]) => done) ? 'success' : 'failure'),
    steps: works.flatMap(([lantern, done]): Told['steps'] => [
      [`open chest ${lantern}`, `In chest ${lantern} lie a lantern ${lantern} and a cord 1.`],
      [`take lantern ${lantern} from chest ${lantern}`, `You hold lantern ${lantern} now.`],
      [`rub lantern ${lantern} with rag 1`, done ? `The lantern ${lantern} gleams.` : 'Nothing comes of it.'],
    ]),
  });
  const usual = times(12, (at) =>
    rub([
      [1 + (at % 3), true],
      [4 + (at % 3), true],
    ]),
  );
  /** How the end of the last episode is counted. */
  const endOf = async (told: readonly Told[]): Promise<readonly [string, boolean] | null> => {
    const { evidence } = await learnTold(told);
    const id = `t${String(told.length - 1).padStart(4, '0')}`;
    const row = evidence.find((one) => one.trajectoryId === id && !one.wentOn && one.itemId.startsWith('p-'));
    return row === undefined ? null : [row.outcome, row.explained];
  };
  const missed = rub([
    [1, false],
    [2, true],
  ]);

  it('an end that reached Phi after a miss on another thing is a success', async () => {
    expect(await endOf([...usual, missed])).toEqual(['success', true]);
  });

  it('without a miss before, or with one that was made good, the end is to blame', async () => {
    expect(
      await endOf([
        ...usual,
        rub(
          [
            [1, true],
            [2, true],
          ],
          'failure',
        ),
      ]),
    ).toEqual(['failure', false]);
    const again = rub(
      [
        [1, false],
        [1, true],
        [2, true],
      ],
      'failure',
    );
    expect(await endOf([...usual, again])).toEqual(['failure', false]);
  });

  it('a miss that more than a tenth of the episodes forgive explains nothing', async () => {
    const forgiven = times(2, () => ({ ...missed, outcome: 'success' as const }));
    expect(await endOf([...usual, ...forgiven, missed])).toEqual(['failure', false]);
  });
});

describe('E1: rows', () => {
  it('one for one execution, with the rule that judged it', async () => {
    const { evidence, procedures } = await learnTold(told);
    const spans = evidence.map(({ itemId, trajectoryId, from }) => `${itemId} ${trajectoryId} ${from}`);
    expect(new Set(spans).size).toBe(spans.length);
    for (const { id, executions } of procedures)
      expect(evidence.filter(({ itemId }) => itemId === id).length).toBe(executions);
    expect(new Set(evidence.filter(({ itemId }) => itemId.startsWith('p-')).map(({ rule }) => rule))).toEqual(
      new Set(['blended']),
    );
  });

  it('the rule is a setting', async () => {
    const settings = { ...defaultSettings, evidenceRule: 'episode' as const };
    const { evidence } = await learnTold(told, { settings });
    expect(evidence.every(({ outcome, episode }) => outcome === episode)).toBe(true);
  });

  it('the last segment of an episode that a limit cut off is no evidence against its procedure', async () => {
    const cut = (truncated: boolean): Told => ({
      ...oilErrand({ full: false, outcome: 'failure' }),
      steps: oilErrand({ full: false }).steps.slice(0, -2),
      truncated,
    });
    const rows = async (truncated: boolean) => (await learnTold([...told, cut(truncated)])).evidence.length;
    expect((await rows(false)) - (await rows(true))).toBe(1);
  });
});

describe('E2: where no effect was ever told, the episode judges', () => {
  it('whatever the setting', async () => {
    const mute = (outcome: Outcome): Told => ({
      goal: 'ring it',
      outcome,
      steps: [
        ['check rope 1', 'The rope 1 is fine.'],
        ['ring bell 1', ''],
      ],
    });
    const silent = [...times(5, () => mute('success')), ...times(3, () => mute('failure'))].map((one) => ({
      ...one,
      steps: one.steps.map(([did]) => [did, ''] as const),
    }));
    const { evidence } = await learnTold(silent);
    expect(evidence.length).toBeGreaterThan(0);
    expect(evidence.every(({ rule }) => rule === 'episode')).toBe(true);
  });
});
