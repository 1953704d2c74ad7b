import { createRandom, seedFrom } from '../../../shared/numeric/index.ts';
import type { Actor, Opening, Turn } from '../../../electron/engine/lab/index.ts';
import { type Job, racks } from './workshop.ts';

/** How the works of a job are done, each way as often as it is drawn. */
const works: Readonly<Record<Job, readonly (readonly string[])[]>> = {
  glaze: [['glaze {} with brush 1']],
  dry: [['wipe {} with rag 1']],
  mount: [
    ['sand {}', 'oil {}', 'mount {} on frame 1'],
    ['sand {}', 'oil {}', 'mount {} on frame 1'],
    ['oil {}', 'sand {}', 'mount {} on frame 1'],
  ],
};

/** Does what is asked for without knowing the workshop: nobody looks whether a thing is damp, and a third oils before sanding. */
export class Apprentice implements Actor {
  #left: string[] = [];
  #kind = '';
  #works: readonly string[] = [];

  async begin({ task }: Opening, seed: number): Promise<void> {
    const random = createRandom(seedFrom(seed, 'apprentice'));
    const [, job, kind = ''] = /(\w+) the (\w+)\.$/.exec(task) ?? [];
    const ways = works[job as Job]; // the workshop's own tasks
    this.#works = ways[random.whole(ways.length)] ?? [];
    this.#kind = kind;
    const places = Array.from({ length: racks }, (_, at) => `rack ${at + 1}`);
    this.#left = random.shuffle(places).map((rack) => `walk to ${rack}`);
  }

  next(): string | null {
    return this.#left.shift() ?? null;
  }

  observe({ observation }: Turn): void {
    const place = /^On the (rack \d+)/.exec(observation)?.[1];
    const thing = new RegExp(`${this.#kind} \\d+`).exec(observation)?.[0];
    if (place === undefined || thing === undefined) return;
    this.#left = [`grab ${thing} from ${place}`, ...this.#works.map((work) => work.replace('{}', thing))];
  }

  choices(): readonly [] {
    return [];
  }

  executions(): readonly [] {
    return [];
  }
}
