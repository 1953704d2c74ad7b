import type { Environment, GameRef, Opening, Turn } from '../../../electron/engine/lab/index.ts';
import { createRandom, type Random, seedFrom } from '../../../shared/numeric/index.ts';

/** What is asked for: glazing goes wrong for good on what is damp; mounting needs sanding, then oiling. */
export type Job = 'glaze' | 'dry' | 'mount';

export const jobs: readonly Job[] = ['glaze', 'dry', 'mount'];
const colours = ['red', 'blue', 'white'];
const skies = ['Rain falls outside', 'The sun shines outside'];
/** Share of things that are flawed from the beginning. */
const flawed = 0.1;
const kinds = ['urn', 'tile', 'flask', 'dial', 'plank', 'hinge'];
export const racks = 6;

/** One thing, and what was done to it. */
interface Thing {
  readonly name: string;
  readonly rack: number;
  /** Told, and of no matter. */
  readonly colour: string;
  isDamp: boolean;
  /** Nothing comes of any work on it; some things are so from the beginning, and nothing tells. */
  isSpoiled: boolean;
  readonly done: string[];
}

const refusal: Turn = { observation: 'That makes no sense.', won: false, over: false };

/**
 * A workshop of our own: things lie on racks, tools on a bench. Damp things can be wiped dry; what is glazed while damp is
 * spoiled for good, and so is what is oiled before it is sanded. Colours and the sky are told and mean nothing; one thing in ten is
 * flawed and nothing tells. Games are numbers: each has a job, a kind of thing, and things on racks.
 */
export class Workshop implements Environment {
  readonly #names: readonly string[];
  #things: readonly Thing[] = [];
  #job: Job = 'glaze';
  #kind = '';
  #at: number | null = null;
  #held: Thing | null = null;

  /** Games `job/FROM/game` to `job/TO/game`, both included, of each job: what is resampled together is what stands before the last part. */
  constructor({
    from,
    to,
    only = jobs,
  }: {
    readonly from: number;
    readonly to: number;
    readonly only?: readonly Job[];
  }) {
    const numbers = Array.from({ length: to - from + 1 }, (_, at) => from + at);
    this.#names = numbers.flatMap((number) => only.map((job) => `${job}/${String(number).padStart(4, '0')}/game`));
  }

  async games(): Promise<readonly GameRef[]> {
    return this.#names.map((name) => ({ name, taskType: name.split('/')[0] ?? null, room: name }));
  }

  async reset(game: string): Promise<Opening> {
    const [job] = game.split('/');
    const found = jobs.find((one) => one === job);
    if (found === undefined) throw new Error(`no game ${game}`);
    const random = createRandom(seedFrom(1, game));
    [this.#job, this.#kind] = [found, kinds[random.whole(kinds.length)] ?? ''];
    this.#things = furnish(this.#kind, random, found === 'dry');
    [this.#at, this.#held] = [null, null];
    const around = Array.from({ length: racks }, (_, at) => `a rack ${at + 1}`).join(', ');
    const task = `${{ glaze: 'glaze the', dry: 'dry the', mount: 'mount the' }[found]} ${this.#kind}.`;
    return {
      task: `Your task is to: ${task}`,
      observation: `You stand in a workshop. Around you are ${around}, a rag 1, a brush 1 and a frame 1. ${skies[random.whole(2)] ?? ''}.\n\nYour task is to: ${task}`,
    };
  }

  async step(command: string): Promise<Turn> {
    const [, verb = '', thing = '', tool = ''] =
      /^(\w+(?: to)?) (\w+ \d+)(?: (?:from|with|on) (\w+ \d+))?$/.exec(command) ?? [];
    if (verb === 'walk to') return this.#walk(thing);
    if (verb === 'grab') return this.#grab(thing, tool);
    const held = this.#held;
    if (held === null || held.name !== thing) return refusal;
    switch (`${verb} ${tool}`) {
      case 'wipe rag 1':
        held.isDamp = false;
        return this.#told(`You wipe the ${thing}. The ${thing} is dry.`, this.#job === 'dry');
      case 'glaze brush 1':
        held.isSpoiled ||= held.isDamp;
        return this.#told(
          `You glaze the ${thing}. The ${thing} ${held.isSpoiled ? 'blisters' : 'shines'}.`,
          this.#job === 'glaze' && !held.isSpoiled,
        );
      case 'sand ':
        held.isSpoiled ||= held.done.includes('oil');
        held.done.push('sand');
        return this.#told(`Dust falls from the ${thing}.`, false);
      case 'oil ':
        held.done.push('oil');
        return this.#told(`The ${thing} drinks the oil up.`, false);
      case 'mount frame 1': {
        const holds = !held.isSpoiled && held.done.includes('sand') && held.done.includes('oil');
        return this.#told(
          `You mount the ${thing} on the frame 1. It ${holds ? 'holds' : 'slips'}.`,
          this.#job === 'mount' && holds,
        );
      }
      default:
        return refusal;
    }
  }

  async close(): Promise<void> {
    this.#things = [];
  }

  #walk(place: string): Turn {
    const rack = Number(/^rack (\d+)$/.exec(place)?.[1] ?? 0);
    if (rack < 1 || rack > racks) return refusal;
    this.#at = rack;
    const here = this.#things
      .filter((thing) => thing.rack === rack && thing !== this.#held)
      .map(({ name }) => `a ${name}`);
    const list =
      here.length === 0
        ? 'nothing'
        : `${here.slice(0, -1).join(', ')}${here.length > 1 ? ' and ' : ''}${here.at(-1) ?? ''}`;
    return this.#told(`On the rack ${rack}, you see ${list}.`, false);
  }

  #grab(name: string, place: string): Turn {
    const thing = this.#things.find((one) => one.name === name && `rack ${one.rack}` === place);
    if (thing === undefined || thing.rack !== this.#at || this.#held !== null) return refusal;
    this.#held = thing;
    return this.#told(
      `You grab the ${name} from the ${place}. The ${name} is ${thing.isDamp ? 'damp' : 'dry'}. The ${name} is ${thing.colour}.`,
      false,
    );
  }

  #told(observation: string, won: boolean): Turn {
    return { observation, won, over: won };
  }
}

/** Two or three things a rack, one of them of the kind that is asked for. */
function furnish(kind: string, random: Random, isDamp: boolean): readonly Thing[] {
  const others = kinds.filter((one) => one !== kind);
  const counts = new Map<string, number>();
  const make = (own: string, rack: number): Thing => {
    const number = (counts.get(own) ?? 0) + 1;
    counts.set(own, number);
    return {
      ...{ name: `${own} ${number}`, rack, colour: colours[random.whole(colours.length)] ?? '', done: [] },
      ...{ isDamp: random.uniform() < 0.5, isSpoiled: random.uniform() < flawed },
    };
  };
  const wanted = make(kind, 1 + random.whole(racks));
  wanted.isDamp ||= isDamp;
  const rest = Array.from({ length: racks * 2 }, (_, at) =>
    make(others[random.whole(others.length)] ?? '', 1 + (at % racks)),
  );
  return random.shuffle([wanted, ...rest]);
}
