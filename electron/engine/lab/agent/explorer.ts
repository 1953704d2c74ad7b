import { createRandom, type Random } from '../../../../shared/numeric/index.ts';
import { kindOf } from '../../abstraction/values.ts';
import { type Command, commandOf } from './progress.ts';
import type { Knowledge } from './knowledge.ts';
import type { Scene } from './scene.ts';
import { sortedBy } from './sorted.ts';

const tries = 40;

/** Commands that the memory has seen, on things that are in sight: what was done often is tried often, nothing twice. */
export class Explorer {
  readonly #knowledge: Knowledge;
  readonly #scene: Scene;
  readonly #random: Random;
  readonly #done = new Set<string>();
  readonly #templates: Knowledge['corpus']['templates'];
  readonly #uses: number;

  constructor(knowledge: Knowledge, scene: Scene, seed: number) {
    this.#knowledge = knowledge;
    this.#scene = scene;
    this.#random = createRandom(seed);
    // What is drawn goes by how often it was done; the templates themselves stand in the order of their names.
    this.#templates = sortedBy(knowledge.corpus.templates, ({ count }) => -count);
    this.#uses = this.#templates.reduce((sum, { count }) => sum + count, 0);
  }

  /** Null where nothing is left to try. */
  next(): Command | null {
    for (let count = 0; count < tries; count += 1) {
      const command = this.#draw();
      if (command === null || this.#done.has(command.text)) continue;
      this.#done.add(command.text);
      return command;
    }
    return null;
  }

  #draw(): Command | null {
    let left = this.#random.whole(Math.max(1, this.#uses));
    const template = this.#templates.find(({ count }) => {
      left -= count;
      return left < 0;
    });
    if (template === undefined) return null;
    const places = this.#knowledge.stoodThere[template.index] ?? [];
    const args = places.map((kinds) => {
      const fitting = [...this.#scene.things].filter((thing) => kinds.has(kindOf(thing)));
      return fitting[this.#random.whole(Math.max(1, fitting.length))];
    });
    if (args.includes(undefined)) return null;
    return commandOf(
      template.text,
      template.index,
      args.map((arg) => arg ?? ''),
    );
  }
}
