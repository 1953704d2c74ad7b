import type { Condition } from '../../../../shared/model/index.ts';
import type { Episode } from '../../abstraction/corpus.ts';
import type { Wanted } from './conditions.ts';
import type { Knowledge } from './knowledge.ts';
import type { Skill } from './skills.ts';
import { sortedBy } from './sorted.ts';
import { learnWay, type SlotLink, type Way } from './ways.ts';

/** Something that brings a condition about: a way of one procedure, or of a lone command, with the slots that the condition binds. */
export interface Means {
  readonly way: Way;
  readonly bindings: ReadonlyMap<string, string>;
}

/** How often a state came about when a template was used on something of which another state was believed. */
interface Change {
  readonly before: number;
  readonly changed: number;
}

/** By predicate, then by template and argument. */
type Changes = ReadonlyMap<string, ReadonlyMap<string, Change>>;

/** A state comes about by a command in this share of the cases in which it was not there. */
const enough = 0.5;
const mostMeans = 3;

/** What a memory knows to bring conditions about with: the effects of procedures, and the states that commands change. */
export class MeansFinder {
  readonly #knowledge: Knowledge;
  /** Counted when it is first asked for: most memories have no condition that is worth it. */
  #counted: Changes | null = null;
  readonly #ways = new Map<string, Way>();

  constructor(knowledge: Knowledge) {
    this.#knowledge = knowledge;
  }

  get #changes(): Changes {
    return (this.#counted ??= countChanges(this.#knowledge));
  }

  /** The surest first. */
  find(wanted: Wanted): readonly Means[] {
    return this.#predicatesOf(wanted)
      .flatMap((predicate) => [...this.#byChange(predicate, wanted.args), ...this.#byEffect(predicate, wanted.args)])
      .filter((one, at, all) => all.findIndex(({ way }) => way === one.way) === at)
      .slice(0, mostMeans);
  }

  /** Whether a command of this template is known to make a condition true. */
  makes(template: number, wanted: Wanted): boolean {
    return this.#leadsTo(template, this.#predicatesOf(wanted));
  }

  /** Whether a command of this template is known to make it untrue. */
  ends(template: number, { predicate, args, polarity }: Wanted): boolean {
    const opposite = polarity === 'positive' ? 'negative' : 'positive';
    return this.#leadsTo(template, this.#predicatesOf({ predicate, args, polarity: opposite }));
  }

  #leadsTo(template: number, predicates: readonly string[]): boolean {
    return predicates.some((predicate) =>
      this.#changes
        .get(predicate)
        ?.entries()
        .some(([key, one]) => Number(key.split(' ')[0]) === template && isUsual(one)),
    );
  }

  /** What has to be told for it to be true: itself, or another state. */
  #predicatesOf({ predicate, polarity }: Wanted): readonly string[] {
    return polarity === 'positive' ? [predicate] : (this.#knowledge.predicates.alternatives.get(predicate) ?? []);
  }

  /** Commands after which the state was told where another one was before, as part of a procedure where there is one. */
  #byChange(predicate: string, [thing = null]: Wanted['args']): readonly Means[] {
    if (thing === null) return [];
    const own = [...(this.#changes.get(predicate) ?? [])].filter(([, one]) => isUsual(one));
    return sortedBy(own, ([, { before, changed }]) => -(changed + 1) / (before + 2)).flatMap(([key]) => {
      const [template = 0, argument = 0] = key.split(' ').map(Number);
      const carriers = [...this.#knowledge.skills.values()].filter(
        ({ acts, sought }) => sought === null && acts.at(-1)?.template === template,
      );
      return sortedBy(carriers, ({ id, executions }) => (id.startsWith('p-') ? -executions : 0)).flatMap((skill) => {
        const slot = skill.acts.at(-1)?.slots[argument];
        return slot === undefined ? [] : [{ way: this.#wayOf(skill), bindings: new Map([[slot, thing]]) }];
      });
    });
  }

  /** Procedures whose postconditions say it. Of a state that is known to change, its changes say more. */
  #byEffect(predicate: string, args: Wanted['args']): readonly Means[] {
    if (this.#changes.has(predicate)) return [];
    return [...this.#knowledge.skills.values()].flatMap((skill) =>
      skill.postconditions.flatMap((effect): readonly Means[] => {
        const isIt = effect.predicate === predicate && skill.sought === null;
        const bindings = isIt ? unify(effect, args) : null;
        return bindings === null ? [] : [{ way: this.#wayOf(skill), bindings }];
      }),
    );
  }

  /** A way of one procedure: its slots are bound as they usually were, whatever the goal was. */
  #wayOf(skill: Skill): Way {
    const known = this.#ways.get(skill.id);
    if (known !== undefined) return known;
    const plays = this.#knowledge.plays.filter(({ course }) =>
      course.some(({ procedureId }) => procedureId === skill.id),
    );
    const learnt = learnWay({ metaId: null, sequence: [skill.id], plays, listedBy: this.#knowledge.listedBy });
    const links = learnt?.positions[0]?.links ?? this.#linksOf(skill);
    const free = [...links].map(([slot, link]): readonly [string, SlotLink] => [
      slot,
      link.source.kind === 'goal' ? { ...link, source: { kind: 'kinds', counts: link.counts } } : link,
    ]);
    const way = { metaId: null, plays: plays.length, positions: [{ procedureId: skill.id, links: new Map(free) }] };
    this.#ways.set(skill.id, way);
    return way;
  }

  /** Of a command that no course has by itself: what stood in its places. */
  #linksOf({ acts }: Skill): ReadonlyMap<string, SlotLink> {
    const places = acts.flatMap(({ template, slots }) => slots.map((slot, at) => ({ slot, at, template })));
    return new Map(
      places.map(({ slot, at, template }) => {
        const kinds = [...(this.#knowledge.stoodThere[template]?.[at] ?? [])];
        const counts = new Map(kinds.map((kind) => [kind, 1]));
        return [slot, { source: { kind: 'kinds', counts }, other: [], counts }];
      }),
    );
  }
}

function isUsual({ before, changed }: Change): boolean {
  return changed >= enough * before;
}

/** The slots of an effect by the values that are wanted in their places; null where it does not say as much. */
function unify(effect: Condition, args: Wanted['args']): ReadonlyMap<string, string> | null {
  const bindings = new Map<string, string>();
  for (const [at, value] of args.entries()) {
    if (value === null) continue;
    const place = effect.arguments[at];
    if (place?.kind === 'constant' ? place.value !== value : place?.kind !== 'slot') return null;
    if (place?.kind === 'slot') bindings.set(place.name, value);
  }
  return bindings;
}

function countChanges({ corpus, predicates }: Knowledge): Changes {
  const changes = new Map<string, Map<string, Change>>();
  for (const episode of corpus.episodes) {
    walkStates(episode, predicates.alternatives, (key, { predicate, isTold }) => {
      const own = changes.get(predicate) ?? new Map<string, Change>();
      changes.set(predicate, own);
      const change = own.get(key) ?? { before: 0, changed: 0 };
      own.set(key, { before: change.before + 1, changed: change.changed + (isTold ? 1 : 0) });
    });
  }
  return changes;
}

type Visit = (key: string, possible: { readonly predicate: string; readonly isTold: boolean }) => void;

/** Each use of a command on a thing that is in another state: which states it could have come to, and to which it came. */
function walkStates(episode: Episode, alternatives: ReadonlyMap<string, readonly string[]>, visit: Visit): void {
  const states = new Map<string, ReadonlySet<string>>();
  const tell = (facts: Episode['context']): void => {
    for (const { predicate, args } of facts) {
      const others = alternatives.get(predicate);
      const [thing] = args;
      if (others === undefined || args.length !== 1 || thing === undefined) continue;
      const kept = [...(states.get(thing) ?? [])].filter((state) => !others.includes(state));
      states.set(thing, new Set([...kept, predicate]));
    }
  };
  tell(episode.context);
  for (const { template, args, facts, refused } of episode.steps) {
    if (!refused) {
      args.forEach(({ text }, at) => {
        const before = states.get(text) ?? new Set<string>();
        const possible = new Set(
          [...before].flatMap((state) => alternatives.get(state) ?? []).filter((one) => !before.has(one)),
        );
        for (const predicate of possible) {
          const isTold = facts.some((fact) => fact.predicate === predicate && fact.args[0] === text);
          visit(`${template} ${at}`, { predicate, isTold });
        }
      });
    }
    tell(facts);
  }
}
