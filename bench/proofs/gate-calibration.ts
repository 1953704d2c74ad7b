import { judgeGate, judgeTrials, type GateStep, type PairedGames } from '../../electron/engine/strategies/index.ts';
import { createRandom, seedFrom, type Random } from '../../shared/numeric/index.ts';

export const name = 'The gate is a prefilter, paired games are the judge';
export const command = 'npm run prove -- gate-calibration';

const trials = 2000;
const effects = [0, 0.1, 0.2, 0.4] as const;
/** A skill of 8 steps: one action decides, one that means nothing is moved by the edit too, the others stay. */
const steps = 8;
const [deciding, nuisance] = [5, 2];
const base = 0.5;
const nuisanceShift = 0.2;
const recorded = 40;
const games = 60;
const candidates = 3;
const level = 0.05;

interface Passed {
  readonly prefilter: boolean;
  readonly judge: boolean;
  readonly paper: boolean;
}

/**
 * Simulated skills: success is the deciding action, which the skill takes with 0.5 and the edit with 0.5 + effect. The prefilter sees 40
 * recorded episodes of the skill, 8 steps each; the judge 60 games that both play under the same chances. Where the nuisance action comes out
 * otherwise, the rest of that game goes its own way. Three candidates are tried at once; without effect a pass of any counts.
 */
export async function run(): Promise<string> {
  const rows = effects.map((effect) => {
    const random = createRandom(seedFrom(6, String(effect)));
    const passed = Array.from({ length: trials }, () => tryFamily(effect, random));
    const rate = (of: (one: Passed) => boolean): number => passed.filter(of).length / trials;
    return {
      effect,
      prefilter: rate(({ prefilter }) => prefilter),
      judge: rate(({ judge }) => judge),
      both: rate(({ prefilter, judge }) => prefilter && judge),
      paper: rate(({ paper }) => paper),
    };
  });
  const [none, , fifth] = rows;
  if (none === undefined || none.judge > level)
    throw new Error(`The judge passes ${none?.judge} of what has no effect.`);
  if (fifth === undefined || fifth.judge < 0.8) throw new Error(`The judge passes only ${fifth?.judge} of +0.2.`);
  const lines = rows.map(
    (row) => `| ${[row.effect, ...[row.prefilter, row.judge, row.both, row.paper].map(percent)].join(' | ')} |`,
  );
  return `${trials} trials an effect. The prefilter is the lower 95 % bound of dJ above 0 on ${recorded} recorded episodes (advantage R - 0.5, clip 0.2); the
judge is the exact sign test on ${games} paired games, at ${level} over ${candidates} candidates (Holm). Without effect: any of the three passes; else one has the effect, two have
none, and the one with it passes. J > 0 is the paper's rule on the same recorded episodes.

| effect on success | prefilter | judge | both | J > 0 |
| --- | --- | --- | --- | --- |
${lines.join('\n')}`;
}

const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;

function tryFamily(effect: number, random: Random): Passed {
  const shifts = Array.from({ length: candidates }, (_, at) => (at === 0 ? effect : 0));
  const judged = judgeTrials(
    shifts.map((shift) => playPairs(shift, random)),
    level,
  );
  const seen = shifts.map((shift) => recordAndGate(shift, random));
  const counted = effect === 0 ? shifts.keys().toArray() : [0];
  // "Both" asks for one candidate that passes both; for counting it is enough that a family keeps them together.
  const together = counted.find((at) => seen[at]?.prefilter === true && judged[at] === true);
  if (together !== undefined) return { prefilter: true, judge: true, paper: seen[together]?.paper ?? false };
  return {
    prefilter: counted.some((at) => seen[at]?.prefilter),
    judge: counted.some((at) => judged[at]),
    paper: counted.some((at) => seen[at]?.paper),
  };
}

/** What the gate says of an edit on freshly recorded episodes of the skill as it is. */
function recordAndGate(effect: number, random: Random): Omit<Passed, 'judge'> {
  const rows: GateStep[] = [];
  for (let episode = 0; episode < recorded; episode += 1) {
    const isGood = random.uniform() < base;
    const isUsual = random.uniform() < base;
    for (let step = 0; step < steps; step += 1) {
      const logRatio =
        step === deciding ? shiftOf(isGood, effect) : step === nuisance ? shiftOf(isUsual, nuisanceShift) : 0;
      rows.push({ episode: String(episode), logRatio, advantage: (isGood ? 1 : 0) - base });
    }
  }
  const verdict = judgeGate(rows, { form: 'paper', epsilon: 0.2, margin: 0, seed: 1 });
  return { prefilter: verdict.accepted, paper: verdict.paperAccepts };
}

function shiftOf(isTaken: boolean, shift: number): number {
  return Math.log(((isTaken ? base : 1 - base) + (isTaken ? shift : -shift)) / (isTaken ? base : 1 - base));
}

function playPairs(effect: number, random: Random): PairedGames {
  let [wins, losses] = [0, 0];
  for (let game = 0; game < games; game += 1) {
    const chance = random.uniform();
    const isApart = random.uniform() < nuisanceShift;
    const before = chance < base;
    const after = (isApart ? random.uniform() : chance) < base + effect;
    if (after && !before) wins += 1;
    if (before && !after) losses += 1;
  }
  return { wins, losses };
}
