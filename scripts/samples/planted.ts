import type { Episode, Outcome } from './episode.ts';
import { WEATHER } from './household/index.ts';
import type { Conversation } from './support/index.ts';

/** An episode of either world as a reader sees it: what was done, and what was observed before and after. */
export interface Trace {
  readonly world: 'household' | 'support';
  readonly taskType: string;
  readonly outcome: Outcome;
  readonly opening: string;
  readonly steps: readonly { readonly action: string; readonly observation: string }[];
}

/**
 * Something that was put into the samples for the engine to find, or to see through.
 * `worth` is what a careful reviewer should do with a proposal about it: `approve` (it decides the outcome, with 25
 * episodes and more on both sides), `consider` (true, but few episodes), `reject` (it has no influence at all).
 */
export interface Effect {
  readonly id: string;
  readonly world: Trace['world'];
  /** The task types where it shows; all of the world when empty. */
  readonly taskTypes: readonly string[];
  /** Actions that need the condition. The last one of an episode counts; without a pattern every episode does, and all of it. */
  readonly action: RegExp | undefined;
  /** Seen before that action, the condition holds. */
  readonly condition: RegExp;
  readonly worth: 'approve' | 'consider' | 'reject';
  readonly says: string;
}

/** Episodes with and without the condition, by outcome; unknown outcomes are in none of the cells. */
export interface Table {
  readonly withSuccess: number;
  readonly withFailure: number;
  readonly withoutSuccess: number;
  readonly withoutFailure: number;
}

export const EFFECTS: readonly Effect[] = [
  {
    id: 'warm-needs-fire',
    world: 'household',
    taskTypes: ['warm'],
    action: /^warm /,
    condition: /Brazier 1 is burning\./,
    worth: 'approve',
    says: '`warm` does nothing unless the brazier burns; it may burn already, else `kindle` comes first.',
  },
  {
    id: 'light-needs-oil',
    world: 'household',
    taskTypes: ['study'],
    action: /^kindle lantern/,
    condition: /Lantern \d is full\./,
    worth: 'approve',
    says: 'A lantern gives light only when it was full before it was kindled; it may be full already, else `fill` comes first.',
  },
  {
    id: 'refund-needs-verified',
    world: 'support',
    taskTypes: ['refund'],
    action: /^issue_refund /,
    condition: /"identity":"verified"/,
    worth: 'approve',
    says: '`issue_refund` stays pending unless the customer is verified; some are already, else `send_code` and `verify_identity` come first.',
  },
  {
    id: 'cancel-needs-term',
    world: 'support',
    taskTypes: ['cancel'],
    action: /^cancel_subscription /,
    condition: /"term_ends":/,
    worth: 'approve',
    says: '`cancel_subscription` costs a fee before the term ends; `get_contract` tells the day.',
  },
  {
    id: 'replacement-needs-stock',
    world: 'support',
    taskTypes: ['replace'],
    action: /^create_replacement /,
    condition: /"stock":"available"/,
    worth: 'consider',
    says: '`create_replacement` becomes a back order unless `check_stock` found the number available.',
  },
  {
    id: 'escalation-needs-incidents',
    world: 'support',
    taskTypes: ['outage'],
    action: /^escalate_ticket /,
    condition: /"incidents":/,
    worth: 'consider',
    says: 'Only `list_incidents` tells the team that works on the region of the ticket.',
  },
  {
    id: 'spurious-rain',
    world: 'household',
    taskTypes: [],
    action: undefined,
    condition: new RegExp(WEATHER.second.replace('.', String.raw`\.`)),
    worth: 'reject',
    says: 'The second round of recording has rain and somewhat more careless agents. Rain itself does nothing.',
  },
  {
    id: 'spurious-evening',
    world: 'support',
    taskTypes: [],
    action: undefined,
    condition: /"queue":"evening"/,
    worth: 'reject',
    says: 'The second round of recording was taken in the evening (the greeting and the `queue` of the record say so), with somewhat more careless agents. The hour itself does nothing.',
  },
];

export function traceOfEpisode(episode: Episode): Trace {
  const { taskType, outcome, opening, turns } = episode;
  return { world: 'household', taskType, outcome, opening, steps: turns };
}

/** One step a tool call; the customer's answers are no results and hold no condition. */
export function traceOfConversation(conversation: Conversation): Trace {
  const steps = conversation.exchanges.flatMap(({ act, reply }) => {
    if (act.kind === 'say') return [];
    const results = reply?.kind === 'results' ? reply.results : [];
    return act.calls.map((call, index) => ({
      action: `${call.name} ${JSON.stringify(call.args)}`,
      observation: JSON.stringify(results[index] ?? {}),
    }));
  });
  const { taskType, outcome, request } = conversation;
  return { world: 'support', taskType, outcome, opening: request, steps };
}

/** Counts an effect over the traces of its world: one unit an episode. */
export function countEffect(effect: Effect, traces: readonly Trace[]): Table {
  const count = { withSuccess: 0, withFailure: 0, withoutSuccess: 0, withoutFailure: 0 };
  for (const trace of traces) {
    const holds = conditionHolds(effect, trace);
    if (holds === undefined || trace.outcome === 'unknown') continue;
    const isSuccess = trace.outcome === 'success';
    if (holds) count[isSuccess ? 'withSuccess' : 'withFailure'] += 1;
    else count[isSuccess ? 'withoutSuccess' : 'withoutFailure'] += 1;
  }
  return count;
}

/** Whether the condition was seen before the action; undefined where the effect does not apply. */
function conditionHolds(effect: Effect, trace: Trace): boolean | undefined {
  const { action, condition, taskTypes } = effect;
  if (trace.world !== effect.world || (taskTypes.length > 0 && !taskTypes.includes(trace.taskType))) return undefined;
  if (action === undefined) {
    return condition.test(trace.opening) || trace.steps.some((step) => condition.test(step.observation));
  }
  const last = trace.steps.findLastIndex((step) => action.test(step.action));
  if (last < 0) return undefined;
  return trace.steps.slice(0, last).some((step) => condition.test(step.observation));
}

/**
 * P(success rate with the condition > rate without it), both with a Beta(1,1) prior, in [0, 1].
 * Closed form for whole-number parameters: sum over i < a1 of B(a2+i, b1+b2) / ((b1+i) B(1+i, b1) B(a2, b2)),
 * with 1 for "with" and 2 for "without" exchanged so that the sum runs over successes with the condition.
 */
export function probabilityOfHelp(table: Table): number {
  const a1 = table.withSuccess + 1;
  const b1 = table.withFailure + 1;
  const a2 = table.withoutSuccess + 1;
  const b2 = table.withoutFailure + 1;
  let sum = 0;
  for (let i = 0; i < a1; i += 1) {
    sum += Math.exp(logBeta(a2 + i, b1 + b2) - Math.log(b1 + i) - logBeta(1 + i, b1) - logBeta(a2, b2));
  }
  return sum;
}

/** ln B(a, b) for whole numbers, by ln of factorials. */
function logBeta(a: number, b: number): number {
  return logFactorial(a - 1) + logFactorial(b - 1) - logFactorial(a + b - 1);
}

function logFactorial(n: number): number {
  let sum = 0;
  for (let k = 2; k <= n; k += 1) sum += Math.log(k);
  return sum;
}
