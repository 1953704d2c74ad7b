import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import { KnackError } from '../../../../shared/errors.ts';
import type { GameRef } from '../../ports.ts';
import { indexNames } from '../game/index.ts';
import type { Wording } from '../run/index.ts';

const lineSchema = z.object({ game: z.string(), goal: z.string(), human_goals: z.array(z.string()) });

/**
 * Reads sentences of people for games: JSON lines `{game, goal, human_goals: [..]}`, where `goal` is the part of the task
 * sentence that they say. Games are found by their names or the ends of their names; lines of other games are passed over.
 *
 * @throws KnackError FILE_UNREADABLE
 */
export async function readHumanGoals(
  file: string,
  games: readonly GameRef[],
): Promise<ReadonlyMap<string, readonly Wording[]>> {
  const find = indexNames(games);
  const wordings = new Map<string, readonly Wording[]>();
  const read = await readFile(resolve(file), 'utf8').catch((cause: unknown) => {
    throw unreadable(file, 'it cannot be read', cause);
  });
  const text = read.replace(/^\uFEFF/, '');
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const { data, error } = lineSchema.safeParse(parseJson(line));
    if (data === undefined)
      throw unreadable(file, `line ${at + 1} is no object with game, goal and human_goals`, error);
    const game = find(data.game);
    if (game === null) continue;
    const words = data.human_goals.map((as) => ({ of: data.goal, as }));
    wordings.set(game.name, [...(wordings.get(game.name) ?? []), ...words]);
  }
  return wordings;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function unreadable(file: string, reason: string, cause: unknown): KnackError {
  return new KnackError(
    {
      code: 'FILE_UNREADABLE',
      happened: `${file} holds no sentences of people: ${reason}.`,
      kept: 'Nothing was played.',
      todo: 'Give JSON lines with game, goal and human_goals; see docs/lab.md.',
    },
    { cause },
  );
}
