import { anyDeed, anyTime, type Reaction } from './habits.ts';
import type { Knowledge } from './knowledge.ts';
import { type Command, commandOf, type Progress } from './progress.ts';
import type { Scene } from './scene.ts';
import { sortedBy } from './sorted.ts';

export interface ResponderParts {
  readonly knowledge: Knowledge;
  readonly scene: Scene;
  readonly progress: Progress;
}

/** What a command was given for. */
export interface Purpose {
  readonly skillId: string;
  /** To see what is there. */
  readonly isSearch: boolean;
  /** The template that comes next anyhow. */
  readonly planned: number | undefined;
}

/** A reaction that is usual in this share of the cases is made. */
const minReaction = 0.5;
/** A reaction that shows what is there in this share of its answers is worth it for a search, also where only a few did it. */
const minShown = 0.3;
const minShowing = 0.05;

/** Commands that no step asks for: what brings a situation about, what an answer calls for, what mends a refusal. */
export class Responder {
  readonly #parts: ResponderParts;

  constructor(parts: ResponderParts) {
    this.#parts = parts;
  }

  command(template: number, args: readonly string[]): Command {
    return commandOf(this.#parts.knowledge.corpus.templates[template]?.text ?? '', template, args);
  }

  /** The command that makes the situation in which a command is given; null where it is there. */
  bring({ template, args }: Command): Command | null {
    const { knowledge, scene, progress } = this.#parts;
    for (const situation of knowledge.habits.situations[template] ?? []) {
      const arg = args[situation.argument] ?? '';
      const wanted = situation.relation === 'same' ? arg : (scene.where(arg)?.place ?? null);
      if (wanted === null || progress.last.get(situation.template) === wanted) continue;
      return this.command(situation.template, [wanted]);
    }
    return null;
  }

  /** What must come before a template is used again on another thing; null where nothing stands against it, or nothing helped. */
  close(template: number, thing: string): Command | null {
    const { knowledge, progress } = this.#parts;
    const closer = knowledge.closings.get(template);
    const [held, ...others] = progress.open.get(template) ?? [];
    if (closer === undefined || held === undefined || held === thing) return null;
    const at = (knowledge.habits.situations[closer] ?? []).find(({ argument }) => argument === 1)?.template;
    const here = at === undefined ? undefined : progress.last.get(at);
    const commands = [here, ...others].flatMap((place) =>
      place === undefined ? [] : this.command(closer, [held, place]),
    );
    const next = commands.find((command) => !progress.mended.has(`${template}\n${command.text}`));
    if (next === undefined) return null;
    const first = this.bring(next);
    if (first === null) progress.mended.add(`${template}\n${next.text}`);
    return first ?? next;
  }

  /** What past episodes did next after the last answer, where it is more than chance. */
  react(asked: Command, { skillId, isSearch, planned }: Purpose): Command | null {
    const { knowledge, scene } = this.#parts;
    const { habits } = knowledge;
    const on = new Set(asked.args);
    const span = isSearch ? (knowledge.search?.id ?? anyTime) : skillId;
    for (const { predicate, args } of scene.last) {
      const [thing] = args;
      if (args.length !== 1 || thing === undefined || !on.has(thing)) continue;
      const reaction =
        habits.reactionTo(span, asked.template, predicate) ??
        habits.reactionTo(isSearch ? anyTime : anyDeed, asked.template, predicate);
      if (reaction === null || (!isSearch && reaction.template === planned)) continue;
      // Who looks for something does whatever shows more; else what is usual.
      const shows = isSearch && habits.shows(reaction.template) >= minShown;
      if (reaction.share >= (shows ? minShowing : minReaction) && this.#isOnOne(reaction))
        return this.command(reaction.template, [thing]);
    }
    return null;
  }

  /** Something that was refused may stand against what was said of its things: what others did then, once for each. */
  mend(refused: Command): Command | null {
    const { scene, progress } = this.#parts;
    const options = refused.args.flatMap((thing) =>
      scene
        .about(thing)
        .flatMap((predicate) => this.#reactionsTo(predicate).map(({ template }) => this.command(template, [thing]))),
    );
    const next = options.find(
      (command) => command.template !== refused.template && !progress.mended.has(keyOf(refused, command)),
    );
    if (next !== undefined) progress.mended.add(keyOf(refused, next));
    return next ?? null;
  }

  #reactionsTo(predicate: string): readonly Reaction[] {
    const { habits } = this.#parts.knowledge;
    const found = [...habits.bringers].flatMap((bringer) => habits.reactionTo(anyTime, bringer, predicate) ?? []);
    return sortedBy(
      found.filter((reaction) => this.#isOnOne(reaction)),
      ({ share }) => -share,
    );
  }

  /** Whether its command names one thing alone. */
  #isOnOne({ template }: Reaction): boolean {
    return this.#parts.knowledge.corpus.templates[template]?.text.includes('{1}') === false;
  }
}

function keyOf(refused: Command, mending: Command): string {
  return `${refused.text}\n${mending.text}`;
}
