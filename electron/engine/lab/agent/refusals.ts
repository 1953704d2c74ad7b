import type { Corpus, CorpusStep } from '../../abstraction/corpus.ts';
import type { Fact } from '../../abstraction/facts.ts';

/** Whether an answer to a command says that nothing was done. `args`: what the command named. */
export type RefusalReader = (template: number, args: readonly string[], facts: readonly Fact[]) => boolean;

/** Share of a template's answers that name something of the command, for one that names nothing to be a refusal. */
const nearlyAll = 0.8;

/**
 * An answer refuses when all that it says only refusals said; or when it names nothing of its command while the others do. The
 * second is bolder than rule A7, which asks for three cases: who plays has to read an answer that was never heard before.
 */
export function refusalReader({ episodes, templates }: Corpus): RefusalReader {
  const refusing = new Set<string>();
  const doing = new Set<string>();
  const tallies = templates.map(() => ({ named: 0, all: 0 }));
  for (const { template, args, facts, refused } of episodes.flatMap(({ steps }) => steps)) {
    for (const { predicate } of facts) (refused ? refusing : doing).add(predicate);
    const tally = tallies[template];
    if (tally === undefined || refused || facts.length === 0) continue;
    tally.all += 1;
    if (namesAny(facts, new Set(args.map(({ text }) => text)))) tally.named += 1;
  }
  return (template, args, facts) => {
    if (facts.length === 0) return false;
    if (facts.every(({ predicate }) => refusing.has(predicate) && !doing.has(predicate))) return true;
    const tally = tallies[template];
    const areNamed = tally !== undefined && tally.named > 0 && tally.named >= tally.all * nearlyAll;
    return areNamed && args.length > 0 && !namesAny(facts, new Set(args));
  };
}

/** The corpus with steps that are refused as this reader says. */
export function withRefusals(corpus: Corpus, isRefusal: RefusalReader): Corpus {
  const read = new Map<CorpusStep, CorpusStep>();
  const inspect = (step: CorpusStep): CorpusStep => {
    const known = read.get(step);
    if (known !== undefined) return known;
    const refused =
      step.refused ||
      isRefusal(
        step.template,
        step.args.map(({ text }) => text),
        step.facts,
      );
    const inspected = refused === step.refused ? step : { ...step, refused };
    read.set(step, inspected);
    return inspected;
  };
  const episodes = corpus.episodes.map((episode) => ({ ...episode, steps: episode.steps.map(inspect) }));
  return { ...corpus, episodes };
}

function namesAny(facts: readonly Fact[], names: ReadonlySet<string>): boolean {
  return facts.some(({ args }) => args.some((value) => names.has(value)));
}
