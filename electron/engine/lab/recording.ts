import type { RecordReport } from '../../../shared/contract/index.ts';
import type { JsonValue } from '../../../shared/model/index.ts';
import type { GameRef, Opening } from '../ports.ts';
import type { Played } from './play.ts';

/** What a record says beside what was said and done. */
export interface RecordedBy {
  readonly game: GameRef;
  /** Who played. */
  readonly agent: string;
  readonly seed: number;
  readonly episode: number;
}

/** Plays and writes episodes of a demonstrator, one after the other. */
export interface EpisodeRecorder {
  /** Plays the next episode; its record as a line. @throws KnackError NOT_FOUND */
  record(episode: number): Promise<string>;
  /** What was recorded so far. */
  report(): RecordReport;
}

/** Words by which a reader finds the task in a prompt. */
const MARKED = /^\s*(?:your task is to|task|goal)\s*:/i;

/**
 * An episode as chat messages (the reader `openai-messages` takes all of it): the opening, then a command as `Action: ..`
 * and its answer in turn. `success` is the outcome; `truncated` says that the steps ran out; `game` names the game again.
 */
export function recordOf(
  { opening, steps, won, isCutOff }: Played,
  by: RecordedBy,
): Readonly<Record<string, JsonValue>> {
  const { game, episode, agent, seed } = by;
  return {
    id: game.name,
    game: game.name,
    episode,
    agent,
    seed,
    task_type: game.taskType,
    room: game.room,
    success: won,
    ...(isCutOff ? { truncated: true } : {}),
    messages: [
      { role: 'user', content: openingText(opening) },
      ...steps.flatMap(({ command, observation }) => [
        { role: 'assistant', content: `Action: ${command}` },
        { role: 'user', content: observation },
      ]),
    ],
  };
}

/** A task sentence without its mark, as a reader gives the goal of an episode. */
export function goalOf(task: string): string {
  return task.replace(MARKED, '').trim();
}

/** The opening with its task marked as one, for a game whose sentence has no such mark. */
function openingText({ observation, task }: Opening): string {
  if (MARKED.test(task)) return observation;
  const rest = observation.replace(task, '').trim();
  return `${rest}\n\nTask: ${task}`;
}
