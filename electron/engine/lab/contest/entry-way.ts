import type { Episode } from '../../abstraction/corpus.ts';
import { isEntity, kindOf } from '../../abstraction/values.ts';
import { actId, argumentSlot, type Knowledge, type SlotLink, type SlotSource, type Way } from '../agent/index.ts';
import { searchOf } from './search.ts';

/** A command of an episode that is to be followed, with where its arguments were listed when it was given. */
interface Deed {
  readonly template: number;
  readonly args: readonly string[];
  /** Which of them are things, that another room has under other names; the others are said again as they were. */
  readonly things: readonly boolean[];
  readonly located: readonly (string | null)[];
}

/** Where a value stood before: a position of the way and a slot there. */
interface Held {
  readonly position: number;
  readonly slot: string;
  readonly value: string;
  readonly source: SlotSource['kind'];
}

/**
 * One episode as a way: its commands in order, their arguments bound as they were there (what the goal names, what stood
 * before, where a thing was listed, else things of the kind). `keeps` chooses the commands.
 */
export function wayOfEpisode(
  episode: Episode,
  knowledge: Knowledge,
  keeps: (step: number, template: number) => boolean,
): Way | null {
  const deeds = deedsOf(episode, knowledge, keeps);
  if (deeds.length === 0) return null;
  const goal = knowledge.readGoal(episode.goal).values;
  const held: Held[] = [];
  const positions: Way['positions'][number][] = [];
  for (const deed of deeds) {
    const links = deed.args.map((value, at) => linkOf(value, at, { deed, goal, held }));
    const sought = links.flatMap((link, at) => (deed.things[at] === true && isSought(link) ? [at] : []));
    for (const at of sought) {
      const search = searchOf(knowledge);
      const link = links[at];
      if (search === null || link === undefined) continue;
      const position = positions.length;
      positions.push({ procedureId: search.id, links: new Map([[search.sought, link]]) });
      held.push({ position, slot: search.sought, value: deed.args[at] ?? '', source: link.source.kind });
      links[at] = { source: { kind: 'same', position, slot: search.sought }, other: [], counts: link.counts };
    }
    const position = positions.length;
    positions.push({
      procedureId: actId(deed.template),
      links: new Map(links.map((link, at) => [argumentSlot(at), link])),
    });
    links.forEach(({ source }, at) => {
      held.push({ position, slot: argumentSlot(at), value: deed.args[at] ?? '', source: source.kind });
    });
  }
  return { metaId: null, positions, plays: 1 };
}

function deedsOf(
  episode: Episode,
  { lists }: Knowledge,
  keeps: (step: number, template: number) => boolean,
): readonly Deed[] {
  const listed = new Map<string, string>();
  const deeds: Deed[] = [];
  episode.steps.forEach(({ template, args, facts, refused }, at) => {
    if (refused) return;
    const texts = args.map(({ text }) => text);
    if (keeps(at, template))
      deeds.push({
        template,
        args: texts,
        things: texts.map(isEntity),
        located: texts.map((text) => listed.get(text) ?? null),
      });
    for (const { predicate, args: told } of facts) {
      const [place, thing] = told;
      if (lists.has(predicate) && place !== undefined && thing !== undefined) listed.set(thing, place);
    }
  });
  return deeds;
}

interface Known {
  readonly deed: Deed;
  readonly goal: readonly string[];
  readonly held: readonly Held[];
}

function linkOf(value: string, at: number, { deed, goal, held }: Known): SlotLink {
  const counts = new Map([[kindOf(value), 1]]);
  const other = held.flatMap(({ position, slot, value: before }) =>
    before !== value && kindOf(before) === kindOf(value) ? [{ position, slot }] : [],
  );
  const before = held.findLast((own) => own.value === value && own.source !== 'listed');
  if (before !== undefined) {
    return { source: { kind: 'same', position: before.position, slot: before.slot }, other: [], counts };
  }
  const lister = deed.located.findIndex((place, index) => place === value && index !== at);
  if (lister >= 0) return { source: { kind: 'listed', slot: argumentSlot(lister) }, other: [], counts };
  const index = goal.findIndex((named) => named === value || named === kindOf(value));
  if (index < 0 && deed.things[at] !== true) return { source: { kind: 'value', value }, other: [], counts };
  return { source: index >= 0 ? { kind: 'goal', index } : { kind: 'kinds', counts }, other, counts };
}

function isSought({ source }: SlotLink): boolean {
  return source.kind === 'goal' || source.kind === 'kinds';
}
