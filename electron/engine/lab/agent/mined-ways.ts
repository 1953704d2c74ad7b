import type { Evidence, MetaProcedure } from '../../../../shared/model/index.ts';
import { count, summarise } from '../../bayes/index.ts';
import type { KnownWay } from './courses.ts';
import type { Knowledge } from './knowledge.ts';
import type { Play } from './plays.ts';
import { fitOfRoles, learnRoles, type Roles } from './roles.ts';
import { learnWay, type SlotLink, type Way } from './ways.ts';

/** A meta-procedure as it is gone for goals of one wording. */
export type MinedWay = Omit<KnownWay, 'id'>;

interface MinedSources {
  /** Of one goal category. */
  readonly plays: readonly Play[];
  /** The evidence of the meta-procedure. */
  readonly rows: readonly Evidence[];
  readonly knowledge: Knowledge;
}

/**
 * How a meta-procedure reaches goals of each wording of a category in which it ran; empty where it did not, or where half of its
 * successes did more than it does. Slots are bound as they were in all of its successes, however their goals were put: what a
 * wording names is brought into one order first.
 */
export function learnMinedWays(
  meta: MetaProcedure,
  { plays, rows, knowledge }: MinedSources,
): ReadonlyMap<string, MinedWay> {
  const outcomes = new Map(rows.map(({ trajectoryId, outcome }) => [trajectoryId, outcome]));
  const runs = plays.filter(({ episode }) => outcomes.get(episode.trajectoryId) === 'success');
  const sequence = followed(meta, knowledge);
  const isWhole = (play: Play): boolean => doesAll(sequence, play, knowledge);
  const whole = runs.filter(isWhole);
  if (runs.length === 0 || whole.length * 2 < runs.length) return new Map();
  const order = commonOrder(plays, whole, knowledge);
  const learnt = { metaId: meta.id, sequence, listedBy: knowledge.listedBy };
  const way = learnWay({
    ...learnt,
    plays: whole.flatMap((play) => {
      const places = order.get(play.wording);
      return places === undefined ? [] : [{ ...play, values: places.map((at) => play.values[at] ?? '') }];
    }),
  });
  if (way === null) return new Map();
  const { prior } = meta.posterior;
  const wordingOf = new Map(knowledge.plays.map(({ episode, wording }) => [episode.trajectoryId, wording]));
  // Episodes that are no plays (failed ones that are to tell nothing, those of another surface) are no evidence.
  const standing = rows.filter(({ trajectoryId }) => wordingOf.has(trajectoryId));
  const posterior = summarise(prior, count(standing));
  const expectedSteps = runs.reduce((sum, { episode }) => sum + episode.steps.length, 0) / runs.length;
  const reached = new Set(plays.flatMap(({ episode, wording }) => (episode.outcome === 'success' ? [wording] : [])));
  const runsBy = Map.groupBy(runs, ({ wording }) => wording);
  return new Map(
    [...order].flatMap(([wording, places]): readonly (readonly [string, MinedWay])[] => {
      const own = runsBy.get(wording) ?? [];
      const plain = own.filter(isWhole);
      // Where all successes went otherwise, the wording asks for something else, or the same of other things.
      if (plain.length * 2 < own.length || (own.length === 0 && reached.has(wording))) return [];
      const said = standing.filter(({ trajectoryId }) => wordingOf.get(trajectoryId) === wording);
      const asWorded = summarise(prior, count(said));
      const here = withKindsOf(learnWay({ ...learnt, plays: plain }), inOrderOf(way, places));
      return [[wording, { way: here, posterior, asWorded, expectedSteps }]];
    }),
  );
}

/** A policy without what answers call for anyhow: procedures that only look, but for those that look for something. */
function followed({ sequence }: MetaProcedure, { isLook, skills }: Knowledge): readonly string[] {
  return sequence.filter((id) => !isLook(id) || skills.get(id)?.sought !== null);
}

/** Whether a sequence does all that an episode did, in its order. */
function doesAll(sequence: readonly string[], { course }: Play, { isLook }: Knowledge): boolean {
  let at = 0;
  return course.every(({ procedureId }) => {
    if (isLook(procedureId)) return true;
    const found = sequence.indexOf(procedureId, at);
    at = found + 1;
    return found >= 0;
  });
}

/**
 * By wording: which of the things that it names stands in each place of the commonest wording of the runs. Wordings that name
 * another number of things are left out.
 */
function commonOrder(
  plays: readonly Play[],
  runs: readonly Play[],
  knowledge: Knowledge,
): ReadonlyMap<string, readonly number[]> {
  const [leader] = [...Map.groupBy(runs, ({ wording }) => wording)].sort(
    ([a, own], [b, other]) => other.length - own.length || (a < b ? -1 : 1),
  );
  if (leader === undefined) return new Map();
  const roles = learnRoles(leader[1], knowledge);
  return new Map(
    [...Map.groupBy(plays, ({ wording }) => wording)].flatMap(
      ([wording, own]): readonly (readonly [string, readonly number[]])[] => {
        if (Math.max(0, ...own.map(({ values }) => values.length)) !== roles.length) return [];
        return [[wording, wording === leader[0] ? [...roles.keys()] : orderFor(own, roles, knowledge)]];
      },
    ),
  );
}

/** Named things whose orders are all tried; more stand as they are said. */
const mostNamed = 4;

/** The order in which what goals name fits roles best; of equal ones, the order in which it is said. */
function orderFor(plays: readonly Play[], roles: Roles, { places }: Knowledge): readonly number[] {
  const said = [...roles.keys()];
  if (said.length > mostNamed) return said;
  const isPlace = (kind: string): boolean => places.kinds.has(kind);
  const worth = (order: readonly number[]): number =>
    plays.reduce((sum, { values }) => {
      const placed = order.map((at) => values[at] ?? '');
      return sum + fitOfRoles(roles, placed, isPlace);
    }, 0);
  return orders(said)
    .map((order) => ({ order, fit: worth(order) }))
    .reduce((best, one) => (one.fit > best.fit + rounding ? one : best)).order;
}

const rounding = 1e-9;

/** All orders of some items, the given one first. */
function orders(items: readonly number[]): readonly (readonly number[])[] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) => orders(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
}

/** A way whose goal places are counted as a wording names them. */
function inOrderOf(way: Way, places: readonly number[]): Way {
  const moved = (link: SlotLink): SlotLink =>
    link.source.kind === 'goal'
      ? { ...link, source: { kind: 'goal', index: places[link.source.index] ?? link.source.index } }
      : link;
  return {
    ...way,
    positions: way.positions.map(({ procedureId, links }) => ({
      procedureId,
      links: new Map([...links].map(([slot, link]) => [slot, moved(link)])),
    })),
  };
}

/** Where only kinds say what a slot is bound to, a wording that was met says it better: its words may mean one kind alone. */
function withKindsOf(own: Way | null, way: Way): Way {
  return {
    ...way,
    positions: way.positions.map(({ procedureId, links }, position) => ({
      procedureId,
      links: new Map(
        [...links].map(([slot, link]) => {
          const counts = own?.positions[position]?.links.get(slot)?.counts ?? new Map<string, number>();
          if (link.source.kind !== 'kinds' || counts.size === 0) return [slot, link];
          return [slot, { ...link, source: { kind: 'kinds', counts }, counts }];
        }),
      ),
    })),
  };
}
