import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { read } from '../../import/index.ts';
import type { Environment, Turn } from '../../ports.ts';
import type { Actor } from '../actor.ts';
import {
  planEpisodes,
  playEpisodes,
  type PlayedEpisode,
  recordOfEpisode,
  type RunOptions,
  trajectoryOf,
} from './index.ts';

const games = ['cellar', 'attic'].map((name) => ({ name: `${name}/one`, taskType: 'count', room: name }));

/** A world that is won by saying the number of the room; the attic is over after `jump`. */
function countingWorld(): Environment {
  let game = '';
  const answer = (command: string): Turn => {
    const won = command === (game === 'cellar/one' ? '3' : '5');
    return { observation: `You say ${command}.`, won, over: won || command === 'jump' };
  };
  return {
    games: async () => games,
    reset: async (name) => {
      game = name;
      return { observation: `A room.\n\nYour task is to: count up.`, task: 'Your task is to: count up.' };
    },
    step: async (command, signal) => {
      signal?.throwIfAborted();
      return answer(command);
    },
    close: async () => undefined,
  };
}

/** Counts up to a number, then gives up; what it heard is kept. */
class Counter implements Actor {
  readonly heard: string[] = [];
  readonly #most: number;
  #said = 0;

  constructor(most: number) {
    this.#most = most;
  }

  async begin({ observation }: { readonly observation: string }, seed: number): Promise<void> {
    this.heard.push(observation, String(seed));
    this.#said = 0;
  }

  next(): string | null {
    if (this.#said >= this.#most) return null;
    this.#said += 1;
    return String(this.#said);
  }

  observe({ observation }: Turn): void {
    this.heard.push(observation);
  }

  choices(): readonly [] {
    return [];
  }

  executions(): readonly [] {
    return [];
  }
}

async function play(changes: Partial<RunOptions> = {}): Promise<readonly PlayedEpisode[]> {
  const played: PlayedEpisode[] = [];
  const options: RunOptions = {
    environment: countingWorld(),
    episodes: planEpisodes(games, { seed: 1, passes: 1 }),
    createActor: async () => new Counter(10),
    maxSteps: 4,
    ...changes,
  };
  for await (const episode of playEpisodes(options)) played.push(episode);
  return played;
}

describe('playing', () => {
  it('ends when the game is won, the steps run out or the actor gives up [M1]', async () => {
    const [won, cut] = await play();
    expect([won?.solved, won?.turns.length, won?.isCutOff]).toEqual([true, 3, false]);
    expect([cut?.solved, cut?.turns.length, cut?.isCutOff]).toEqual([false, 4, true]);
    const [, gaveUp] = await play({ createActor: async () => new Counter(2) });
    expect([gaveUp?.solved, gaveUp?.turns.length, gaveUp?.isCutOff]).toEqual([false, 2, false]);
  });

  it('counts an episode that is won by its last step as won [M1]', async () => {
    const [won] = await play({ maxSteps: 3 });
    expect([won?.solved, won?.isCutOff]).toEqual([true, false]);
  });

  it('stops where a game is over without being won [M1]', async () => {
    const leap: Actor = { ...(await silent()), next: () => 'jump' };
    const [first] = await play({ createActor: async () => leap });
    expect([first?.solved, first?.turns.length, first?.isCutOff]).toEqual([false, 1, false]);
  });

  it('gives each game and pass a seed of its own, the same each time [M2]', async () => {
    const plans = planEpisodes(games, { seed: 7, passes: 3 });
    expect(plans.map(({ game, pass }) => `${game.room ?? ''} ${pass}`)).toEqual([
      'cellar 0',
      'attic 0',
      'cellar 1',
      'attic 1',
      'cellar 2',
      'attic 2',
    ]);
    expect(new Set(plans.map(({ seed }) => seed)).size).toBe(6);
    expect(plans).toEqual(planEpisodes(games, { seed: 7, passes: 3 }));
    expect(plans.map(({ seed }) => seed)).not.toEqual(
      planEpisodes(games, { seed: 8, passes: 3 }).map(({ seed }) => seed),
    );
  });

  it('says the task in other words, once for each, and leaves out games without [M3]', async () => {
    const wordings = new Map([['attic/one', ['say numbers', 'go on'].map((as) => ({ of: 'Count up', as }))]]);
    const episodes = await play({ episodes: planEpisodes(games, { seed: 1, passes: 1, wordings }) });
    expect(episodes.map(({ opening }) => opening)).toEqual([
      { task: 'Your task is to: say numbers.', observation: 'A room.\n\nYour task is to: say numbers.' },
      { task: 'Your task is to: go on.', observation: 'A room.\n\nYour task is to: go on.' },
    ]);
    const wrong = new Map([['attic/one', [{ of: 'sing', as: 'dance' }]]]);
    const played = play({ episodes: planEpisodes(games, { seed: 1, passes: 1, wordings: wrong }) });
    await expect(played).rejects.toThrow(/"sing".*count up/);
  });

  it('makes the actor anew after something was learnt, and only then [M4]', async () => {
    let made = 0;
    const learnt: string[] = [];
    await play({
      createActor: async () => {
        made += 1;
        return new Counter(10);
      },
      episodes: planEpisodes(games, { seed: 1, passes: 2 }),
      learn: async ({ goal, outcome }, { game }) => {
        learnt.push(`${goal} ${outcome} ${game}`);
        return outcome === 'success';
      },
    });
    expect(made).toBe(3);
    expect(learnt.slice(0, 2)).toEqual(['count up. success cellar/one', 'count up. failure attic/one']);
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    const played = play({
      signal: stop.signal,
      learn: async () => {
        stop.abort();
        return false;
      },
    });
    await expect(played).rejects.toThrow(/abort/i);
  });

  it('writes what was played as the importer reads it: the same trajectory but for its ids [M5]', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'knack-'));
    try {
      const episodes = await play();
      const file = join(folder, 'run.jsonl');
      const lines = episodes.map((episode, index) =>
        JSON.stringify(recordOfEpisode(episode, { agent: 'counter', index })),
      );
      await writeFile(file, lines.join('\n'));
      const found = [];
      for await (const item of read(file)) if (item.kind === 'trajectory') found.push(item.trajectory);
      const told = ['goal', 'steps', 'outcome', 'truncated'] as const;
      for (const [at, episode] of episodes.entries())
        for (const part of told) expect(found[at]?.[part]).toEqual(trajectoryOf(episode, at)[part]);
      expect(found[0]?.title ?? found[0]?.extra?.['game']).toBe('cellar/one');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

async function silent(): Promise<Actor> {
  const counter = new Counter(0);
  return {
    begin: (opening, seed) => counter.begin(opening, seed),
    next: () => null,
    observe: (turn) => counter.observe(turn),
    choices: () => [],
    executions: () => [],
  };
}
