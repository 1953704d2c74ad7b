import { createRandom, type Random } from '../random.ts';
import { DOMAIN } from './domain.ts';
import { grammarOf } from './grammar.ts';
import { homeOf, idOf, ROOMS, type Room, SEALED, type WareKind, WARES } from './rooms.ts';
import { type Task, TASKS } from './tasks.ts';

/** The sample games by path below `resources/samples`: each kind of task once in each room. */
export function buildGames(seed: string): ReadonlyMap<string, string> {
  const games = TASKS.flatMap((tasks) =>
    ROOMS.map((room, index): [string, string] => {
      // One task for each room stands in every pair.
      const task = tasks[index] as Task;
      const path = `games/${task.kind}-${task.ware}-${task.store}-${room.number}/take_1/game.tw-pddl`;
      const problem = problemOf(task, room, createRandom(`${seed}/${path}`));
      const game = { pddl_domain: DOMAIN, grammar: grammarOf(task.sentence), pddl_problem: problem, solvable: true };
      return [path, `${JSON.stringify(game, null, 1)}\n`];
    }),
  );
  return new Map(games);
}

interface Placed {
  readonly id: string;
  readonly kind: string;
}

function problemOf(task: Task, room: Room, random: Random): string {
  const taken = new Set<string>();
  const stores = Object.entries(room.stores).flatMap(([kind, count]) =>
    Array.from({ length: count }, (): Placed => ({ id: idOf(kind, random, taken), kind })),
  );
  const door = idOf('spot', random, taken);
  const spots = stores.map(() => idOf('spot', random, taken));
  const facts = [`(standsat walker1 ${door})`];
  for (const [index, { id, kind }] of stores.entries()) {
    facts.push(`(storeat ${id} ${spots[index] ?? door})`, `(storekind ${id} ${kind}kind)`);
    if (SEALED.has(kind)) facts.push(`(sealable ${id})`);
  }
  const wares = waresOf(task, random).map((kind): Placed => ({ id: idOf(kind, random, taken), kind }));
  for (const ware of wares) facts.push(...factsOf(ware, { task, room, stores, random }));
  for (const [kind, { homes }] of Object.entries(WARES)) {
    const wanted = kind === task.ware && task.store in room.stores ? [task.store] : [];
    const suiting = new Set([...homes, 'basket', 'plinth', 'alcove', ...wanted]);
    facts.push(...[...suiting].map((home) => `(suits ${home}kind ${kind}kind)`));
  }
  const kinds = [...new Set(stores.map(({ kind }) => kind))];
  const objects = [
    'walker1 - walker',
    `${[door, ...spots].join(' ')} - spot`,
    `${stores.map(({ id }) => id).join(' ')} - store`,
    `${wares.map(({ id }) => id).join(' ')} - ware`,
    `${[...new Set([...kinds, 'hutch', 'coffer', 'kiln', 'frostbox', 'trough'])].map((kind) => `${kind}kind`).join(' ')} - storekind`,
    `${Object.keys(WARES)
      .map((kind) => `${kind}kind`)
      .join(' ')} - warekind`,
  ];
  return `(define (problem apothecary-${task.kind}-${room.number})
  (:domain apothecary)
  (:objects
    ${objects.join('\n    ')}
  )
  (:init
    ${facts.join('\n    ')}
  )
  (:goal ${task.goal})
)
`;
}

/** As many wares of the task's kind as it needs, one to three of each other kind, and one glowstone. */
function waresOf(task: Task, random: Random): readonly WareKind[] {
  // Object.keys forgets the key type; the object has no other keys.
  const kinds = Object.keys(WARES) as WareKind[];
  return kinds.flatMap((kind) => {
    const count = kind === task.ware ? task.wares : kind === 'glowstone' ? 1 : random.between(1, 3);
    return Array.from({ length: count }, () => kind);
  });
}

interface Placing {
  readonly task: Task;
  readonly room: Room;
  readonly stores: readonly Placed[];
  readonly random: Random;
}

/** Nothing is where the task wants it from the start. */
function factsOf({ id, kind }: Placed, { task, room, stores, random }: Placing): readonly string[] {
  // Wares are made from the keys of WARES.
  const ware = kind as WareKind;
  let home = homeOf(ware, room, random);
  while (kind === task.ware && home === task.store) home = random.pick(['plinth', 'alcove', 'basket', 'trough']);
  const place = random.pick(stores.filter((store) => store.kind === home));
  return [
    `(warekind ${id} ${kind}kind)`,
    `(in ${id} ${place.id})`,
    ...(WARES[ware].rinsable ? [`(rinsable ${id})`] : []),
    ...(WARES[ware].treatable ? [`(treatable ${id})`] : []),
    ...(kind === 'glowstone' ? [`(sparkable ${id})`] : []),
  ];
}
