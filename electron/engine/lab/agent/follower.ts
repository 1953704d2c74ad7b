import { isEntity, kindOf } from '../../abstraction/values.ts';
import { anyDeed, anyTime } from './habits.ts';
import type { Knowledge } from './knowledge.ts';
import type { Scene } from './scene.ts';
import type { Skill } from './skills.ts';
import { sortedBy } from './sorted.ts';
import type { SlotLink, Way } from './ways.ts';

/** What was done in this episode, whichever way was followed. */
export interface Progress {
  /** By template: what it was last used on, where it was not refused. */
  readonly last: Map<number, string>;
  /** Commands that were refused since something else was done. */
  readonly refused: Set<string>;
  /** Commands that were given to leave a step in the situation in which it began. */
  readonly restored: Set<string>;
  /** Refused commands with what was tried against that. */
  readonly mended: Set<string>;
  /** What a search has looked at. */
  readonly visited: Set<string>;
  /** Procedures that reached their end, with their bindings. */
  readonly achieved: Set<string>;
  /** Things that cannot be used for what they were tried for. */
  readonly unfit: Set<string>;
}

/** A command on its way to the world. */
export interface Command {
  readonly text: string;
  readonly template: number;
  readonly args: readonly string[];
}

export interface FollowerParts {
  readonly way: Way;
  readonly knowledge: Knowledge;
  readonly scene: Scene;
  readonly progress: Progress;
  /** What the goal asks for, in the order of the way's goal sources. */
  readonly goal: readonly string[];
}

/** Steps of one procedure of a way that is being followed. */
interface Under {
  readonly skill: Skill;
  readonly bindings: Map<string, string>;
  act: number;
  begun: number | null;
  tries: number;
}

/** How a command is given: as the step itself or on the way to it, and whether to look what is there. */
interface Giving {
  readonly isStep: boolean;
  readonly isLook?: boolean;
  readonly step?: Command;
}

const maxTries = 4;
const minReaction = 0.5;
/** A reaction that shows what is there in this share of its answers is worth it for a search, also where only a few did it. */
const minShown = 0.3;
const minShowing = 0.05;

/** Follows a way through a world: binds, brings about the situation of each step, reacts to answers, skips what is done. */
export class Follower {
  readonly #parts: FollowerParts;
  readonly #bound: Map<string, string>[] = [];
  readonly #given = new Map<string, number>();
  #position = 0;
  #under: Under | null = null;
  #asked: (Command & { readonly isStep: boolean; readonly isLook: boolean }) | null = null;
  #reaction: Command | null = null;
  #failed = false;
  /** Ends of executions since they were last asked for. */
  readonly ended: { readonly procedureId: string; readonly steps: number; readonly succeeded: boolean }[] = [];

  constructor(parts: FollowerParts) {
    this.#parts = parts;
  }

  get procedureId(): string | null {
    return this.#parts.way.positions[this.#position]?.procedureId ?? null;
  }

  get bindings(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#under?.bindings ?? []);
  }

  get hasFailed(): boolean {
    return this.#failed;
  }

  /** The next command; null where the way is at its end or cannot be followed. */
  next(): Command | null {
    this.#asked = null;
    for (let guard = 0; guard < 200; guard += 1) {
      if (this.#failed) return null;
      if (this.#position >= this.#parts.way.positions.length) return this.#restore();
      if (this.#under === null && !this.#enter()) continue;
      const command = this.#advance();
      if (command === 'again') continue;
      return command;
    }
    this.#failed = true;
    return null;
  }

  /** The answer to the command that was given last. */
  observe(isRefused: boolean): void {
    const under = this.#under;
    const asked = this.#asked;
    if (asked === null || under === null) return;
    under.begun = (under.begun ?? 0) + 1;
    this.#reaction = isRefused ? null : this.#react(under, asked);
    if (!asked.isStep) {
      // What is refused because it is so already does not stand in the way of what it was for.
      if (isRefused && asked.args.length === 1) this.#parts.progress.last.set(asked.template, asked.args[0] ?? '');
      return;
    }
    const isOnTheWay = under.act < under.skill.acts.length - 1;
    if (isRefused && !isOnTheWay) {
      this.#reaction = this.#mend(asked);
      if (this.#reaction === null) this.#retry(under);
    }
    else if (under.skill.sought === null) under.act += 1;
  }

  /** Enters the procedure at the position; false where it was skipped or given up. */
  #enter(): boolean {
    const { knowledge, way, progress } = this.#parts;
    const step = way.positions[this.#position];
    const skill = step === undefined ? undefined : knowledge.skills.get(step.procedureId);
    if (step === undefined || skill === undefined) {
      this.#failed = true;
      return false;
    }
    const bindings = new Map<string, string>();
    this.#bound[this.#position] = bindings;
    this.#bindAll(skill, bindings);
    this.#under = { skill, bindings, act: 0, begun: null, tries: 0 };
    if (skill.sought === null && progress.achieved.has(keyOf(skill, bindings))) {
      this.#leave();
      return false;
    }
    return true;
  }

  #advance(): Command | 'again' | null {
    const under = this.#under;
    if (under === null) return 'again';
    const reaction = this.#reaction;
    this.#reaction = null;
    if (under.skill.sought !== null) return this.#search(under, under.skill.sought, reaction);
    if (reaction !== null) return this.#give(reaction, { isStep: false });
    const act = under.skill.acts[under.act];
    if (act === undefined) {
      this.#end(under, true);
      return 'again';
    }
    const args = act.slots.map((slot) => under.bindings.get(slot));
    if (args.some((arg) => arg === undefined)) {
      this.#bindAll(under.skill, under.bindings);
      const links = this.#parts.way.positions[this.#position]?.links;
      const unbound = act.slots.filter((slot) => !under.bindings.has(slot));
      const open = unbound.find((slot) => links?.get(slot)?.source.kind !== 'listed') ?? unbound[0];
      return open === undefined ? 'again' : this.#look(under, open);
    }
    const command = this.#command(
      act.template,
      args.map((arg) => arg ?? ''),
    );
    const isVain =
      this.#parts.knowledge.habits.bringers.has(act.template) &&
      this.#parts.progress.last.get(act.template) === args[0] &&
      under.act < under.skill.acts.length - 1;
    if (isVain) {
      under.act += 1;
      return 'again';
    }
    return this.#give(this.#bring(command) ?? command, { isStep: true, step: command });
  }

  /** Looks where it is likeliest for what it costs, until what is sought is in sight. */
  #search(under: Under, slot: string, reaction: Command | null): Command | 'again' | null {
    const { scene } = this.#parts;
    const link = this.#parts.way.positions[this.#position]?.links.get(slot);
    const known = under.bindings.get(slot) ?? (link === undefined ? null : this.#bind(link, under.skill));
    if (known !== null && known !== undefined && scene.things.has(known)) {
      under.bindings.set(slot, known);
      this.#end(under, true);
      return 'again';
    }
    if (reaction !== null) return this.#give(reaction, { isStep: false });
    return this.#look(under, slot);
  }

  /** Looks at the next place for what a slot wants; fails where none is left. */
  #look(under: Under, slot: string): Command | 'again' | null {
    const { knowledge, scene, progress } = this.#parts;
    const link = this.#parts.way.positions[this.#position]?.links.get(slot);
    const act = (under.skill.sought === null ? knowledge.search : under.skill)?.acts.at(-1);
    const kinds = this.#wanted(link);
    const named = new Set((knowledge.sources.get(act?.template ?? -1) ?? []).flatMap((source) => [...scene.named(source)]));
    const open = [...named].filter((place) => !progress.visited.has(place) && isEntity(place));
    const worth = (place: string): number =>
      kinds.reduce(
        (sum, [kind, weight]) => sum + weight * (1 - Math.exp(-knowledge.places.expectation(kind, kindOf(place)))),
        0,
      ) / knowledge.places.cost(kindOf(place));
    const [best] = sortedBy(open, (place) => -worth(place));
    if (best === undefined || act === undefined || kinds.length === 0) {
      this.#end(under, false);
      this.#failed = true;
      return null;
    }
    progress.visited.add(best);
    return this.#give(this.#command(act.template, [best]), { isStep: under.skill.sought !== null, isLook: true });
  }

  /** Kinds that would do for a slot, with weights that sum to one. */
  #wanted(link: SlotLink | undefined): readonly (readonly [string, number])[] {
    if (link === undefined) return [];
    const { goal } = this.#parts;
    if (link.source.kind === 'goal') return [[goal[link.source.index] ?? '', 1]];
    const all = [...link.counts.values()].reduce((sum, count) => sum + count, 0);
    return [...link.counts].map(([kind, count]) => [kind, count / all] as const);
  }

  /** What the goal and earlier steps say first, then what was told of it, then what it usually was. */
  #bindAll(skill: Skill, bindings: Map<string, string>): void {
    const links = [...(this.#parts.way.positions[this.#position]?.links ?? [])];
    for (const [slot, link] of links) {
      if (link.source.kind === 'listed' || bindings.has(slot)) continue;
      const value = this.#bind(link, skill);
      if (value !== null) bindings.set(slot, value);
    }
    for (const [slot, { source }] of links) {
      if (source.kind !== 'listed' || bindings.has(slot)) continue;
      const thing = bindings.get(source.slot);
      const located = thing === undefined ? null : this.#parts.scene.where(thing);
      if (located !== null) bindings.set(slot, located.place);
    }
  }

  /** The value of a slot by its source; null where nothing fits yet. */
  #bind(link: SlotLink, skill: Skill): string | null {
    const { scene, progress } = this.#parts;
    if (link.source.kind === 'same')
      return this.#bound[link.source.position]?.get(link.source.slot) ?? null;
    const excluded = new Set([
      ...progress.unfit,
      ...link.other.flatMap(({ position, slot: name }) => this.#bound[position]?.get(name) ?? []),
    ]);
    for (const [kind] of sortedBy([...this.#wanted(link)], ([, weight]) => -weight)) {
      const things = scene.ofKind(kind).filter((thing) => !excluded.has(thing));
      const [best] = sortedBy(things, (thing) => this.#distance(thing, skill));
      if (best !== undefined) return best;
      if (kind !== '' && link.source.kind === 'goal' && !isWord(kind)) return kind;
    }
    return null;
  }

  /** Fewer commands first: what is here, then what was listed, then what was looked at, then the rest by cost. */
  #distance(thing: string, skill: Skill): number {
    const { knowledge, progress, scene } = this.#parts;
    const here = new Set([...progress.last].flatMap(([template, on]) => (knowledge.habits.bringers.has(template) ? [on] : [])));
    const at = scene.where(thing)?.place ?? null;
    if (here.has(thing) || (at !== null && here.has(at))) return 0;
    if (skill.sought !== null) return at === null ? 100 : 1;
    return 1 + knowledge.places.cost(kindOf(thing)) + (progress.visited.has(thing) ? 0 : 0.1);
  }

  /** The command that makes the situation in which a command is given; null where it is there. */
  #bring({ template, args }: Command): Command | null {
    const { knowledge, scene, progress } = this.#parts;
    for (const situation of knowledge.habits.situations[template] ?? []) {
      const arg = args[situation.argument] ?? '';
      const wanted = situation.relation === 'same' ? arg : (scene.where(arg)?.place ?? null);
      if (wanted === null || progress.last.get(situation.template) === wanted) continue;
      return this.#command(situation.template, [wanted]);
    }
    return null;
  }

  /** What past episodes did next after such an answer, where it is more than chance. */
  #react(under: Under, asked: Command & { readonly isLook: boolean }): Command | null {
    const { knowledge, scene } = this.#parts;
    const on = new Set(asked.args);
    const planned = under.skill.acts[under.act + 1]?.template;
    for (const { predicate, args } of scene.last) {
      const [thing] = args;
      if (args.length !== 1 || thing === undefined || !on.has(thing)) continue;
      const isSearch = under.skill.sought !== null || asked.isLook;
      const span = isSearch ? (knowledge.search?.id ?? anyTime) : under.skill.id;
      const reaction =
        knowledge.habits.reactionTo(span, asked.template, predicate) ??
        knowledge.habits.reactionTo(isSearch ? anyTime : anyDeed, asked.template, predicate);
      if (reaction === null || (!isSearch && reaction.template === planned)) continue;
      // Who looks for something does whatever shows more; else what is usual.
      const shows = isSearch && knowledge.habits.shows(reaction.template) >= minShown;
      if (reaction.share < (shows ? minShowing : minReaction)) continue;
      const template = knowledge.corpus.templates[reaction.template];
      if (template !== undefined && !template.text.includes('{1}')) return this.#command(reaction.template, [thing]);
    }
    return null;
  }

  /** Something that was refused may stand against what was said of its things: what others did then, once for each. */
  #mend({ template, args, text }: Command): Command | null {
    const { knowledge, scene, progress } = this.#parts;
    for (const thing of args) {
      for (const predicate of scene.about(thing)) {
        const options = knowledge.habits.bringers.values().flatMap((bringer) => {
          const reaction = knowledge.habits.reactionTo(anyTime, bringer, predicate);
          return reaction === null || reaction.template === template ? [] : [reaction];
        });
        for (const { template: next } of sortedBy([...options], ({ share }) => -share)) {
          if (knowledge.corpus.templates[next]?.text.includes('{1}') !== false) continue;
          const command = this.#command(next, [thing]);
          const key = `${text}\n${command.text}`;
          if (progress.mended.has(key)) continue;
          progress.mended.add(key);
          return command;
        }
      }
    }
    return null;
  }

  #give(command: Command, { isStep, isLook = false, step = command }: Giving): Command | 'again' | null {
    if (this.#parts.progress.refused.has(command.text)) {
      const under = this.#under;
      if (under === null) return null;
      if (!isStep || under.act < under.skill.acts.length - 1) {
        if (isStep) under.act += 1;
        else if (command.args.length === 1)
          this.#parts.progress.last.set(command.template, command.args[0] ?? '');
        return 'again';
      }
      this.#retry(under);
      return this.#failed ? null : 'again';
    }
    const times = (this.#given.get(command.text) ?? 0) + 1;
    this.#given.set(command.text, times);
    if (times > maxTries) this.#failed = true;
    this.#asked = { ...command, isStep: isStep && command.text === step.text, isLook };
    return command;
  }

  #command(template: number, args: readonly string[]): Command {
    const text = this.#parts.knowledge.corpus.templates[template]?.text ?? '';
    return { template, args, text: text.replace(/\{(\d+)\}/g, (_, index: string) => args[Number(index)] ?? '') };
  }

  /** Tries the same with other things, a few times. */
  #retry(under: Under): void {
    under.tries += 1;
    const position = this.#parts.way.positions[this.#position];
    const used = under.skill.acts[under.act]?.slots ?? [];
    const free = used.filter((slot) => position?.links.get(slot)?.source.kind !== 'same');
    const [slot] = free.length > 0 ? [free.at(-1)] : [];
    const value = slot === undefined ? undefined : under.bindings.get(slot);
    if (under.tries >= maxTries || slot === undefined || value === undefined) {
      if (under.skill.sought !== null && under.tries < 30) return;
      this.#end(under, false);
      this.#failed = true;
      return;
    }
    this.#parts.progress.unfit.add(value);
    under.bindings.delete(slot);
    under.act = 0;
  }

  #end(under: Under, succeeded: boolean): void {
    const { progress } = this.#parts;
    if (under.begun !== null)
      this.ended.push({ procedureId: under.skill.id, steps: under.begun, succeeded });
    if (!succeeded) return;
    progress.achieved.add(keyOf(under.skill, under.bindings));
    this.#leave();
  }

  #leave(): void {
    this.#under = null;
    this.#position += 1;
  }

  /** All is done and the world does not say that it is won: a step may have been left in another situation than it began in. */
  #restore(): Command | null {
    const { way, knowledge, progress } = this.#parts;
    for (const [position, { procedureId }] of way.positions.entries()) {
      const skill = knowledge.skills.get(procedureId);
      const act = skill?.acts.at(-1);
      if (skill === undefined || act === undefined || skill.sought !== null) continue;
      const args = act.slots.map((slot) => this.#bound[position]?.get(slot) ?? '');
      const command = this.#bring({ template: act.template, args, text: '' });
      if (command === null || progress.restored.has(command.text)) continue;
      progress.restored.add(command.text);
      return command;
    }
    this.#failed = true;
    return null;
  }
}

function keyOf({ id }: Skill, bindings: ReadonlyMap<string, string>): string {
  return [id, ...[...bindings].flat()].join('\n');
}

/** A bare word is a kind; anything else stands for itself. */
function isWord(text: string): boolean {
  return /^[a-z][a-z_-]*$/.test(text);
}
