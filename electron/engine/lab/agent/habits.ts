import type { Corpus, CorpusStep, Episode } from '../../abstraction/corpus.ts';
import { isEntity } from '../../abstraction/values.ts';
import { listReader } from './lists.ts';

/** What a thing that was acted on must be to the argument of the last command of another template: it, or what listed it. */
export type Relation = 'same' | 'lists';

/** Before a template is used, `template` was last used on what stands in `relation` to argument `argument`. */
export interface Situation {
  readonly template: number;
  readonly argument: number;
  readonly relation: Relation;
}

/** After an answer that said `predicate` of the thing acted on, `template` follows, on the same thing. */
export interface Reaction {
  readonly template: number;
  readonly share: number;
  readonly times: number;
}

/** Argument `place` of a template names what listed its argument `thing`. */
export interface Listing {
  readonly thing: number;
  readonly place: number;
}

/** How commands stand to each other, counted over what was not refused. */
export interface Habits {
  /** By template; what held in nearly all of its uses. */
  readonly situations: readonly (readonly Situation[])[];
  /** Templates that bring a situation about: to give one of them again on the same thing does nothing. */
  readonly bringers: ReadonlySet<number>;
  /** Share of a template's answers that list what is there, be it nothing. */
  shows(template: number): number;
  /** The argument that names where another one was listed, by place in the template; null where there is none. */
  listing(template: number): Listing | null;
  reactionTo(span: string, template: number, predicate: string): Reaction | null;
}

/** Share of uses in which a situation must have held, where one more use in which it did is supposed. */
const enough = 0.9;

/** The share for a place that is named with what it lists: what stands between two places is listed by both. */
const nearly = 0.7;

interface Tally {
  uses: number;
  readonly listings: Map<string, number>;
  readonly held: Map<string, number>;
}

/** The span of all that does not look for something. */
export const anyDeed = '*';
/** The span of everything. */
export const anyTime = '**';

/** `spanOf(episode, step)`: which procedure the step was part of; reactions are learned for each, and for all but searches. */
export function learnHabits(
  corpus: Corpus,
  lists: ReadonlySet<string>,
  {
    spanOf,
    isSearch,
  }: { readonly spanOf: (episode: number, step: number) => string; readonly isSearch: (span: string) => boolean },
): Habits {
  const tallies = corpus.templates.map((): Tally => ({ uses: 0, held: new Map(), listings: new Map() }));
  const reactions = new Map<string, Map<number, number>>();
  corpus.episodes.forEach((episode, index) => {
    walk(episode, lists, (step, at, { situations, listings }) => {
      const tally = tallies[step.template];
      if (tally === undefined) return;
      tally.uses += 1;
      for (const key of situations) tally.held.set(key, (tally.held.get(key) ?? 0) + 1);
      for (const key of listings) tally.listings.set(key, (tally.listings.get(key) ?? 0) + 1);
      const [span, next] = [spanOf(index, at), spanOf(index, at + 1)];
      if (span !== next) return;
      countReaction(reactions, { episode, at, spans: isSearch(span) ? [span, anyTime] : [span, anyDeed, anyTime] });
    });
  });
  const situations = tallies.map((tally) => situationsOf(tally));
  const bringers = new Set(situations.flat().map(({ template }) => template));
  const isList = listReader(lists);
  const showing = corpus.templates.map(() => 0);
  for (const { template, facts, refused } of corpus.episodes.flatMap(({ steps }) => steps)) {
    if (!refused && facts.some(isList)) showing[template] = (showing[template] ?? 0) + 1;
  }
  const shows = (template: number): number => (showing[template] ?? 0) / Math.max(1, tallies[template]?.uses ?? 1);
  const listing = (template: number): Listing | null => {
    const { uses, listings } = tallies[template] ?? { uses: 0, listings: new Map<string, number>() };
    const found = [...listings].find(([, times]) => times >= uses * nearly)?.[0].split(' ');
    return found === undefined ? null : { thing: Number(found[0]), place: Number(found[1]) };
  };
  return { situations, bringers, shows, listing, reactionTo: (...asked) => bestReaction(reactions, asked) };
}

type Visit = (
  step: CorpusStep,
  at: number,
  held: { readonly situations: readonly string[]; readonly listings: readonly string[] },
) => void;

function walk(episode: Episode, lists: ReadonlySet<string>, visit: Visit): void {
  const last = new Map<number, string>();
  const listed = new Map<string, string>();
  episode.steps.forEach((step, at) => {
    if (step.refused) return;
    visit(step, at, { situations: holding(step, last, listed), listings: listingsIn(step, listed) });
    for (const { predicate, args } of step.facts) {
      const [place, thing] = args;
      if (lists.has(predicate) && place !== undefined && thing !== undefined) listed.set(thing, place);
    }
    const [only] = step.args;
    if (step.args.length === 1 && only?.sort === 'entity') last.set(step.template, only.text);
  });
}

/** Pairs of arguments of which the second listed the first last. */
function listingsIn({ args }: CorpusStep, listed: ReadonlyMap<string, string>): readonly string[] {
  return args.flatMap(({ text: thing }, at) =>
    args.flatMap(({ text: place }, by) => (listed.get(thing) === place ? [`${at} ${by}`] : [])),
  );
}

/** Each situation that holds as a step is taken, as `template argument relation`. */
function holding(
  step: CorpusStep,
  last: ReadonlyMap<number, string>,
  listed: ReadonlyMap<string, string>,
): readonly string[] {
  return step.args.flatMap(({ text }, argument) =>
    [...last].flatMap(([template, thing]) => {
      if (template === step.template) return [];
      if (thing === text) return [`${template} ${argument} same`];
      return listed.get(text) === thing ? [`${template} ${argument} lists`] : [];
    }),
  );
}

function situationsOf({ uses, held }: Tally): readonly Situation[] {
  return [...held].flatMap(([key, times]) => {
    if (times + 1 < (uses + 1) * enough) return [];
    const [template = '', argument = '', relation = ''] = key.split(' ');
    return [{ template: Number(template), argument: Number(argument), relation: relation as Relation }]; // written so above
  });
}

const none = -1;

function countReaction(
  reactions: Map<string, Map<number, number>>,
  { episode, at, spans }: { readonly episode: Episode; readonly at: number; readonly spans: readonly string[] },
): void {
  const step = episode.steps[at];
  const following = episode.steps[at + 1];
  if (step === undefined || following === undefined) return;
  const on = new Set(step.args.map(({ text }) => text));
  const follows =
    following.template !== step.template && following.args.some(({ text }) => on.has(text)) ? following.template : none;
  for (const { predicate, args } of step.facts) {
    const [thing] = args;
    if (args.length !== 1 || thing === undefined || !on.has(thing) || !isEntity(thing)) continue;
    for (const span of spans) {
      const key = `${span}\n${step.template}\n${predicate}`;
      const counts = reactions.get(key) ?? new Map<number, number>();
      reactions.set(key, counts.set(follows, (counts.get(follows) ?? 0) + 1));
    }
  }
}

function bestReaction(
  reactions: ReadonlyMap<string, ReadonlyMap<number, number>>,
  [span, template, predicate]: readonly [string, number, string],
): Reaction | null {
  const counts = reactions.get(`${span}\n${template}\n${predicate}`);
  if (counts === undefined) return null;
  const times = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const [best] = [...counts].filter(([next]) => next !== none).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  if (best === undefined) return null;
  return { template: best[0], share: best[1] / times, times };
}
