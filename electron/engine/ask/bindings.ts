import type { Condition, Slot, Truth } from '../../../shared/model/index.ts';
import { readFacts } from '../abstraction/facts.ts';
import type { Fact } from '../abstraction/facts.ts';
import { kindOf } from '../abstraction/values.ts';
import { seenPredicate } from '../conditions/belief.ts';
import { goalPredicate } from '../conditions/patterns.ts';

/** What is asked, read once for all candidates. */
export interface Question {
  /** Words of the goal, and pairs of a word with the number after it, in order. */
  readonly goalValues: readonly string[];
  /** What the observation says. */
  readonly facts: readonly Fact[];
  /** Values that the observation names, in order of appearance. */
  readonly seen: readonly string[];
}

const word = /"[^"]{1,60}"|[\w#@.+-]*\w/g;

export function readQuestion(goal: string, observation: string): Question {
  const words = (goal.toLowerCase().match(word) ?? []).map((text) => text.replaceAll('"', ''));
  const pairs = words.flatMap((text, at) =>
    /^\d{1,3}$/.test(words[at + 1] ?? '') ? [`${text} ${words[at + 1]}`] : [],
  );
  const facts = readFacts(observation);
  return { goalValues: [...pairs, ...words], facts, seen: [...new Set(facts.flatMap((fact) => fact.args))] };
}

/**
 * Values for the slots of a procedure: what the goal names and the slot has held before (or a thing of that kind),
 * else what the observation names, if the slot was ever bound from there. A slot that nothing speaks for stays open.
 */
export function bindSlots(slots: readonly Slot[], question: Question): Readonly<Record<string, string>> {
  const bound: Record<string, string> = {};
  const taken = new Set<string>();
  for (const slot of slots) {
    const held = new Set(slot.examples.flatMap(({ value }) => [value, kindOf(value)]));
    const fits = (value: string): boolean => !taken.has(value) && (held.has(value) || held.has(kindOf(value)));
    const value =
      question.goalValues.find(fits) ?? (slot.boundFrom.observation > 0 ? question.seen.find(fits) : undefined);
    if (value === undefined) continue;
    bound[slot.name] = value;
    taken.add(value);
  }
  return bound;
}

/**
 * Whether a condition holds by the goal and the observation alone. What was not told is unknown: an observation
 * that is silent about a thing denies nothing.
 */
export function judgeCondition(
  condition: Condition,
  bindings: Readonly<Record<string, string>>,
  question: Question,
): Truth {
  const args = condition.arguments.map((argument) => {
    if (argument.kind === 'any') return null;
    return argument.kind === 'constant' ? argument.value : (bindings[argument.name] ?? null);
  });
  const holds = atomTruth(condition.predicate, args, question);
  if (condition.polarity === 'positive' || holds === 'unknown') return holds;
  return holds === 'true' ? 'false' : 'true';
}

function atomTruth(predicate: string, args: readonly (string | null)[], question: Question): Truth {
  if (predicate === goalPredicate) {
    const [value] = args;
    if (value === null || value === undefined) return 'unknown';
    return question.goalValues.some((named) => isSame(named, value)) ? 'true' : 'false';
  }
  if (predicate === seenPredicate) {
    const [value] = args;
    return value !== null && value !== undefined && question.seen.some((named) => isSame(named, value))
      ? 'true'
      : 'unknown';
  }
  const told = question.facts.some(
    (fact) =>
      fact.predicate === predicate && args.every((value, at) => value === null || isSame(fact.args[at] ?? '', value)),
  );
  return told ? 'true' : 'unknown';
}

/** The same thing, or a thing of the kind that is meant. */
function isSame(named: string, meant: string): boolean {
  return named === meant || kindOf(named) === meant || named === kindOf(meant);
}
