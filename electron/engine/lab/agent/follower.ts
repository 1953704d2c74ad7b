import { Binder, type BinderParts } from './binder.ts';
import { isBehind, isFixed, nextPlace } from './looks.ts';
import { Preconditions, type Testing } from './preconditions.ts';
import { type Command, deedKey } from './progress.ts';
import { Responder } from './responder.ts';
import type { Skill } from './skills.ts';

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

/** A procedure that is executed to bring about what another one asks for. */
interface Errand {
  readonly follower: Follower;
  readonly sentence: string;
}

const maxTries = 4;
const maxDepth = 2;

/** Follows a way through a world: binds, brings about the situation of each step, reacts to answers, skips what is done. */
export class Follower {
  readonly #parts: BinderParts & Testing;
  readonly #preconditions: Preconditions | null;
  readonly #binder: Binder;
  readonly #responder: Responder;
  readonly #given = new Map<string, number>();
  #position = 0;
  #under: Under | null = null;
  #asked: (Command & { readonly isStep: boolean; readonly isLook: boolean }) | null = null;
  #reaction: Command | null = null;
  #failed = false;
  #errand: Errand | null = null;
  #violated: string | null = null;
  /** Ends of executions since they were last asked for. */
  readonly ended: { readonly procedureId: string; readonly steps: number; readonly succeeded: boolean }[] = [];

  constructor(parts: BinderParts & Testing) {
    this.#parts = parts;
    const { testing, errand } = parts;
    const isTesting = testing !== undefined && (errand?.depth ?? 0) < maxDepth;
    this.#preconditions = isTesting ? new Preconditions({ ...parts, means: testing.means }) : null;
    this.#binder = new Binder(parts);
    this.#position = this.#binder.bound.length;
    this.#responder = new Responder(parts);
  }

  /** Whether all that the way does was done. */
  get isDone(): boolean {
    return this.#position >= this.#parts.way.positions.length;
  }

  /** Whether the last command looked for something, and its answer calls for nothing. */
  get isLooking(): boolean {
    return this.#errand === null && this.#asked?.isLook === true && this.#reaction === null;
  }

  get procedureId(): string | null {
    if (this.#errand !== null) return this.#errand.follower.procedureId;
    return this.#parts.way.positions[this.#position]?.procedureId ?? null;
  }

  get bindings(): Readonly<Record<string, string>> {
    if (this.#errand !== null) return this.#errand.follower.bindings;
    return Object.fromEntries(this.#under?.bindings ?? []);
  }

  /** What the slots of each procedure so far are bound to, by position. */
  get bound(): readonly ReadonlyMap<string, string>[] {
    return this.#binder.bound;
  }

  get hasFailed(): boolean {
    return this.#failed;
  }

  /** What is being brought about, for a procedure of the way that asks for it; null for nothing. */
  get bringsAbout(): string | null {
    return this.#errand?.sentence ?? null;
  }

  /** The precondition for which the way was left, to be tried again after others; null where it was not. */
  get violated(): string | null {
    return this.#violated;
  }

  /** The next command; null where the way is at its end or cannot be followed. */
  next(): Command | null {
    this.#asked = null;
    for (let guard = 0; guard < 200; guard += 1) {
      if (this.#failed) return null;
      if (this.#errand !== null) {
        const command = this.#errand.follower.next();
        this.#collect(this.#errand.follower);
        if (command !== null) return command;
        this.#errand = null;
      }
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
    if (this.#errand !== null) {
      this.#errand.follower.observe(isRefused);
      // What is brought about within an execution is part of its span.
      if (this.#under !== null && this.#under.begun !== null) this.#under.begun += 1;
      this.#collect(this.#errand.follower);
      return;
    }
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
      this.#reaction = this.#responder.mend(asked);
      if (this.#reaction === null) this.#retry(under);
    } else if (under.skill.sought === null) under.act += 1;
  }

  /** The game is won: what was being done has come to its end. */
  close(): void {
    if (this.#errand === null && this.#under !== null) this.#end(this.#under, true);
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
    const bindings = new Map(this.#parts.errand?.bindings ?? []);
    this.#binder.bound[this.#position] = bindings;
    this.#binder.bindAll(this.#position, skill, bindings);
    this.#under = { skill, bindings, act: 0, begun: null, tries: 0 };
    const isDone = this.#parts.errand === undefined && progress.achieved.has(deedKey(skill.id, bindings));
    if (skill.sought === null && isDone) {
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
    if (args[0] !== undefined && this.#parts.progress.open.get(act.template)?.[0] === args[0]) {
      under.act += 1;
      return 'again';
    }
    if (args.some((arg) => arg === undefined)) {
      this.#binder.bindAll(this.#position, under.skill, under.bindings);
      const links = this.#parts.way.positions[this.#position]?.links;
      const unbound = act.slots.filter((slot) => !under.bindings.has(slot));
      const open = unbound.find((slot) => links?.get(slot)?.source.kind !== 'listed') ?? unbound[0];
      return open === undefined ? 'again' : this.#look(under, open);
    }
    if (!this.#isReady(under)) return this.#failed ? null : 'again';
    const command = this.#responder.command(
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
    const closing = this.#responder.close(act.template, args[0] ?? '');
    if (closing !== null) return this.#give(closing, { isStep: false });
    return this.#give(this.#responder.bring(command) ?? command, { isStep: true, step: command });
  }

  /** Whether the next step may be taken; else something is brought about first, or the way is left for now. */
  #isReady(under: Under): boolean {
    const verdict = this.#preconditions?.verdict(under) ?? { kind: 'ready' };
    const { testing, errand } = this.#parts;
    if (verdict.kind === 'bring') {
      const { way, bindings } = verdict.means;
      const follower = new Follower({
        ...this.#parts,
        ...{ way, goal: [], before: undefined, errand: { depth: (errand?.depth ?? 0) + 1, bindings } },
      });
      this.#errand = { follower, sentence: verdict.sentence };
      return false;
    }
    if (verdict.kind === 'violated' && testing?.mayYield() === true) {
      [this.#failed, this.#violated] = [true, verdict.sentence];
      return false;
    }
    return true;
  }

  #collect({ ended }: Follower): void {
    this.ended.push(...ended.splice(0));
  }

  /** Looks where it is likeliest for what it costs, until what is sought is in sight. */
  #search(under: Under, slot: string, reaction: Command | null): Command | 'again' | null {
    const { scene } = this.#parts;
    const link = this.#parts.way.positions[this.#position]?.links.get(slot);
    const known = under.bindings.get(slot) ?? (link === undefined ? null : this.#binder.bind(link, under.skill));
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
    const { knowledge, progress } = this.#parts;
    const link = this.#parts.way.positions[this.#position]?.links.get(slot);
    const act = (under.skill.sought === null ? knowledge.search : under.skill)?.acts.at(-1);
    const kinds = this.#binder.wanted(link);
    const best = act === undefined ? undefined : nextPlace(kinds, act.template, this.#parts);
    const isVain = this.#parts.hasOthers === true && kinds.every(([kind]) => isFixed(kind, this.#parts));
    if (best === undefined || act === undefined || kinds.length === 0 || isVain) {
      this.#end(under, false);
      this.#failed = true;
      return null;
    }
    progress.visited.add(best);
    return this.#give(this.#responder.command(act.template, [best]), {
      isStep: under.skill.sought !== null,
      isLook: true,
    });
  }

  #react({ skill, act }: Under, asked: Command & { readonly isLook: boolean }): Command | null {
    const isSearch = skill.sought !== null || asked.isLook;
    return this.#responder.react(asked, { skillId: skill.id, isSearch, planned: skill.acts[act + 1]?.template });
  }

  #give(command: Command, { isStep, isLook = false, step = command }: Giving): Command | 'again' | null {
    if (this.#parts.progress.refused.has(command.text)) {
      const under = this.#under;
      if (under === null) return null;
      if (!isStep || under.act < under.skill.acts.length - 1) {
        if (isStep) under.act += 1;
        else if (command.args.length === 1) this.#parts.progress.last.set(command.template, command.args[0] ?? '');
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

  /** Tries the same with other things, a few times. */
  #retry(under: Under): void {
    under.tries += 1;
    const position = this.#parts.way.positions[this.#position];
    const used = under.skill.acts[under.act]?.slots ?? [];
    const free = used.filter(
      (slot) => position?.links.get(slot)?.source.kind !== 'same' && position?.links.get(slot)?.source.kind !== 'value',
    );
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
    const hasEffect = this.#preconditions?.hasEffect(under) ?? true;
    if (under.begun !== null)
      this.ended.push({ procedureId: under.skill.id, steps: under.begun, succeeded: succeeded && hasEffect });
    if (!succeeded) return;
    progress.achieved.add(deedKey(under.skill.id, under.bindings));
    this.#leave();
  }

  #leave(): void {
    this.#under = null;
    this.#position += 1;
  }

  /** All is done and the world does not say that it is won: a step may have been left in another situation than it began in. */
  #restore(): Command | null {
    const { way, knowledge, progress, errand } = this.#parts;
    if (errand !== undefined) return null;
    for (const [position, { procedureId }] of way.positions.entries()) {
      const skill = knowledge.skills.get(procedureId);
      const act = skill?.acts.at(-1);
      if (skill === undefined || act === undefined || skill.sought !== null || isBehind(position, this.#parts))
        continue;
      const args = act.slots.map((slot) => this.#binder.bound[position]?.get(slot) ?? '');
      const command = this.#responder.bring({ template: act.template, args, text: '' });
      if (command === null || progress.restored.has(command.text)) continue;
      progress.restored.add(command.text);
      return command;
    }
    this.#failed = true;
    return null;
  }
}
