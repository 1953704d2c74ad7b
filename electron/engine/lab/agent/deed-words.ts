import type { Wording } from './courses.ts';
import type { Knowledge } from './knowledge.ts';
import type { Way } from './ways.ts';

/** How much the rates of all words count against those of one, in wordings. */
const pooled = 2;

/** Words of one command come together: what each says counts half. */
const trust = 0.5;

/** Of wordings whose way has a word in its commands, or has not: how many there are, and how many of them say it. */
interface Said {
  has: number;
  saidHaving: number;
  hasNot: number;
  saidNot: number;
}

const none: Readonly<Said> = { has: 0, saidHaving: 0, hasNot: 0, saidNot: 0 };

/**
 * How well a goal's words fit what a way does, in (0, 1], 1 for the way that they fit best: goals often say what is to be done
 * as the commands do. For each word of the commands it is learned from the known wordings how often it is said where the way
 * has it and where it has not, borrowing from the other words (Beta-binomial); the words are taken as independent.
 */
export class DeedWords {
  readonly #knowledge: Knowledge;
  readonly #wordings: readonly Wording[];
  readonly #odds = new Map<string, { readonly having: number; readonly not: number }>();

  constructor(knowledge: Knowledge, wordings: readonly Wording[]) {
    this.#knowledge = knowledge;
    this.#wordings = wordings.filter(({ ways }) => ways.length > 0);
    const counted = this.#count();
    const all = [...counted.values()].reduce((sum, each) => added(sum, each), none);
    const having = (all.saidHaving + 1) / (all.has + 2);
    const not = (all.saidNot + 1) / (all.hasNot + 2);
    for (const [word, own] of counted)
      this.#odds.set(word, {
        having: (own.saidHaving + pooled * having) / (own.has + pooled),
        not: (own.saidNot + pooled * not) / (own.hasNot + pooled),
      });
  }

  /** For each wording, in the order in which they were given; 1 for one without ways. */
  fit(goal: string, wordings: readonly Wording[]): readonly number[] {
    const said = wordsIn(goal);
    const scores = wordings.map(({ ways }) => (ways[0] === undefined ? null : this.#score(usual(ways).way, said)));
    const best = Math.max(...scores.map((score) => score ?? -Infinity));
    return scores.map((score) => (score === null ? 1 : Math.exp((score - best) * trust)));
  }

  #score(way: Way, said: ReadonlySet<string>): number {
    const own = this.#wordsOf(way);
    return [...this.#odds].reduce((sum, [word, { having, not }]) => {
      const p = own.has(word) ? having : not;
      return sum + Math.log(said.has(word) ? p : 1 - p);
    }, 0);
  }

  #count(): ReadonlyMap<string, Said> {
    const lines = this.#wordings.map(({ text, ways }) => ({
      said: wordsIn(text),
      own: this.#wordsOf(usual(ways).way),
    }));
    const vocabulary = new Set(lines.flatMap(({ own }) => [...own]));
    return new Map(
      [...vocabulary]
        .sort()
        .map((word) => [
          word,
          lines.reduce((sum, { said, own }) => added(sum, tally(own.has(word), said.has(word))), none),
        ]),
    );
  }

  /** Words of the commands of a way that do something. */
  #wordsOf({ positions }: Way): ReadonlySet<string> {
    const { skills, isLook, corpus, habits } = this.#knowledge;
    const acts = positions.flatMap(({ procedureId }) =>
      isLook(procedureId) ? [] : (skills.get(procedureId)?.acts ?? []),
    );
    const texts = acts.map(({ template }) =>
      habits.bringers.has(template) ? '' : (corpus.templates[template]?.text ?? ''),
    );
    return new Set(texts.flatMap((text) => [...wordsIn(text)]));
  }
}

function usual(ways: Wording['ways']): Wording['ways'][number] {
  return ways.reduce((best, way) => (way.way.plays > best.way.plays ? way : best));
}

function tally(has: boolean, isSaid: boolean): Said {
  const said = isSaid ? 1 : 0;
  return has ? { ...none, has: 1, saidHaving: said } : { ...none, hasNot: 1, saidNot: said };
}

function added(a: Said, b: Said): Said {
  return {
    has: a.has + b.has,
    saidHaving: a.saidHaving + b.saidHaving,
    hasNot: a.hasNot + b.hasNot,
    saidNot: a.saidNot + b.saidNot,
  };
}

function wordsIn(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/(?<![{\w])\p{L}{2,}/gu) ?? []);
}
