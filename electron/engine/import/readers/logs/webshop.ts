import { extraOf, filled } from '../../json-view.ts';
import { limits } from '../../limits.ts';
import { outcomeOfReward } from '../../outcome/index.ts';
import { type Draft, episode, type Found, type Reader, rejected, type Session } from '../../reader.ts';
import { LabelledSteps } from './labelled-steps.ts';

const RESET = /^Action: reset\s*$/;
const TOTALS = /^\d{1,9} [\d.]{1,30} [\d.]{1,30} [\d.]{1,30}\s*$/;
const SCORE = /Your score \(min [\d.]{1,20}, max [\d.]{1,20}\): ([\d.]{1,20})/;

/** Console logs of WebShop agents: `Action: reset`, a page with `Instruction:`, then actions with the pages they led to. */
export const webshopLog: Reader = {
  format: 'webshop-log',
  claim({ layout, head }) {
    if (layout !== 'text' && layout !== 'table') return null;
    const lines = head.split(/\r?\n/);
    const known = lines.some((line) => RESET.test(line)) && lines.some((line) => line.startsWith('Instruction:'));
    return known
      ? { confidence: 0.9, reason: 'a log of episodes that begin with a reset and an instruction', unit: 'line' }
      : null;
  },
  open,
};

function open(): Session {
  let steps: LabelledSteps | null = null;
  let record = 0;
  let number = '';
  let title = '';
  const close = (): readonly Found[] => {
    if (steps === null) return [];
    const found =
      steps.characters > limits.record
        ? rejected(record, 'the episode is larger than the limit')
        : foundIn(steps, record, title);
    steps = null;
    record += 1;
    return [found];
  };
  return {
    take({ value }) {
      const line = typeof value === 'string' ? value : '';
      if (RESET.test(line)) {
        const before = close();
        steps = new LabelledSteps();
        title = number;
        return before;
      }
      if (steps === null) {
        number = /^\d{1,9}\s*$/.test(line) ? line.trim() : number;
        return [];
      }
      if (TOTALS.test(line)) return close();
      if (steps.characters <= limits.record) steps.take(line);
      return [];
    },
    end: close,
  };
}

function foundIn(labelled: LabelledSteps, record: number, title: string): Found {
  const { context, steps, closing } = labelled.done();
  const { goal, page } = instructionIn(context);
  const last = steps.at(-1);
  const score = SCORE.exec(last?.observation ?? '')?.[1];
  const hasEnded = last !== undefined && last.action.kind === 'text' && /^click\[buy now\]$/i.test(last.action.text);
  const reward = score === undefined ? null : Number(score);
  const draft: Draft = {
    goal,
    context: page,
    steps,
    // Whoever buys nothing, and whoever buys without a score, has earned nothing.
    outcome: outcomeOfReward(reward ?? 0),
    reward: reward ?? 0,
    verdict: { field: 'Your score', value: reward },
    ...(title === '' ? {} : { title }),
    ...(hasEnded || reward !== null ? {} : { truncated: true }),
    ...extraOf(filled({ closing })),
  };
  return episode(record, draft, { score: reward });
}

/** The instruction on the first page, up to its buttons; the rest of the page is what was seen at the start. */
function instructionIn(page: string): { readonly goal: string; readonly page: string } {
  const at = page.indexOf('Instruction:');
  const from = at + 'Instruction:'.length;
  const button = page.indexOf('\n[', from);
  const end = button < 0 ? page.length : button;
  if (at < 0) return { goal: '', page };
  return { goal: page.slice(from, end).trim(), page: page.slice(end).trim() };
}
