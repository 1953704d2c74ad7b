import { KnackError } from '../../../../shared/errors.ts';
import type { Actor, Choice, Execution } from '../actor.ts';
import type { Environment, GameRef, Opening } from '../../ports.ts';

/** An episode that is to be played. */
export interface EpisodePlan {
  readonly game: GameRef;
  /** Counts the rounds over the games, from 0. */
  readonly pass: number;
  /** What the actor draws with, a whole number in [0, 2^32). */
  readonly seed: number;
  /** Other words for the task, in place of those that the game has; null leaves them. */
  readonly wording: Wording | null;
}

/** The part of a game's task sentence that is said in other words. */
export interface Wording {
  readonly of: string;
  readonly as: string;
}

/** An episode as an actor played it. */
export interface PlayedEpisode {
  readonly game: string;
  readonly room: string | null;
  readonly taskType: string | null;
  readonly pass: number;
  readonly seed: number;
  readonly solved: boolean;
  /** The steps ran out; else the actor gave up, or won, or the game ended. */
  readonly isCutOff: boolean;
  readonly opening: Opening;
  readonly turns: readonly { readonly command: string; readonly observation: string }[];
  readonly choices: readonly Choice[];
  readonly executions: readonly Execution[];
}

export interface EpisodeRun {
  readonly environment: Environment;
  readonly actor: Actor;
  readonly maxSteps: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Plays one game until it is won or over, the actor gives up, or the steps run out.
 *
 * @throws KnackError FILE_UNREADABLE, ENVIRONMENT_FAILED, CANCELLED, NOT_FOUND, WRONG_USE (a wording of another task)
 */
export async function playOne(plan: EpisodePlan, run: EpisodeRun): Promise<PlayedEpisode> {
  const { environment, actor, maxSteps, signal } = run;
  const opening = reword(await environment.reset(plan.game.name, signal), plan);
  await actor.begin(opening, plan.seed);
  const turns: { command: string; observation: string }[] = [];
  let [solved, isOver] = [false, false];
  while (!isOver && turns.length < maxSteps) {
    signal?.throwIfAborted();
    const command = await actor.next();
    if (command === null) break;
    const turn = await environment.step(command, signal);
    actor.observe(turn);
    turns.push({ command, observation: turn.observation });
    solved = turn.won;
    isOver = turn.won || turn.over;
  }
  const { name: game, room, taskType } = plan.game;
  return {
    ...{ game, room, taskType, pass: plan.pass, seed: plan.seed, solved },
    isCutOff: !isOver && turns.length >= maxSteps,
    opening,
    turns,
    choices: actor.choices(),
    executions: actor.executions(),
  };
}

/** The opening with its task in other words. Cases are not told apart: the sentences of people begin as they like. */
function reword(opening: Opening, { game, wording }: EpisodePlan): Opening {
  if (wording === null) return opening;
  const { observation, task } = opening;
  const at = task.toLowerCase().indexOf(wording.of.toLowerCase());
  if (at < 0 || wording.of === '') {
    throw new KnackError({
      code: 'WRONG_USE',
      happened: `The other words are for "${wording.of}"; the task of ${game.name} is "${task}".`,
      kept: 'Nothing was played in this game.',
      todo: 'Give sentences for these games.',
    });
  }
  const told = `${task.slice(0, at)}${wording.as}${task.slice(at + wording.of.length)}`;
  const place = observation.lastIndexOf(task);
  if (place < 0) return { observation, task: told };
  return { observation: observation.slice(0, place) + told + observation.slice(place + task.length), task: told };
}
