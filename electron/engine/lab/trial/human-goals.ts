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
 * @throws KnackError FILE_UNREADABLE; NOT_FOUND where no line is about one of these games
 */
export async function readHumanGoals(
  file: string,
  games: readonly GameRef[],
): Promise<ReadonlyMap<string, readonly Wording[]>> {
  const find = indexNames(games);
  const wordings = new Map<string, readonly Wording[]>();
  const read = await readFile(resolve(file), 'utf8').catch((cause: unknown) => {
    throw unreadable(whyNot(file, cause), cause);
  });
  const text = read.replace(/^\uFEFF/, '');
  if (text.trim() === '') throw unreadable(`${file} is empty: no sentence of people is in it.`);
  const others: string[] = [];
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const data = parseLine(line, `${file}, line ${at + 1}`);
    const game = find(data.game);
    if (game === null) {
      others.push(data.game);
      continue;
    }
    const words = data.human_goals.map((as) => ({ of: data.goal, as }));
    wordings.set(game.name, [...(wordings.get(game.name) ?? []), ...words]);
  }
  if (wordings.size === 0) throw noneOfThese({ file, asked: others, games });
  return wordings;
}

/** What a line says. `place`: the file and the line, for people. @throws KnackError FILE_UNREADABLE */
function parseLine(line: string, place: string): z.infer<typeof lineSchema> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw unreadable(`${place} is no JSON.`, cause);
  }
  const { data, error } = lineSchema.safeParse(value);
  if (data !== undefined) return data;
  const [issue] = error.issues;
  const field = issue?.path.join('.') ?? '';
  throw unreadable(`${place} does not fit${field === '' ? '' : `, ${field}`}: ${issue?.message ?? ''}.`, error);
}

function whyNot(file: string, cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : null;
  if (code === 'ENOENT') return `There is no file at ${file}.`;
  if (code === 'EISDIR') return `${file} is a folder, and the sentences of people are one file.`;
  return `${file} cannot be read.`;
}

function noneOfThese({
  file,
  asked,
  games,
}: {
  readonly file: string;
  readonly asked: readonly string[];
  readonly games: readonly GameRef[];
}): KnackError {
  const ours = games[0] === undefined ? 'there are no games' : `these are called like "${games[0].name}"`;
  return new KnackError({
    code: 'NOT_FOUND',
    happened: `${file} has no sentence for these games: it names "${asked[0] ?? ''}", ${ours}.`,
    kept: 'Nothing was played.',
    todo: 'Give the file that belongs to these games, or the games that it names.',
  });
}

function unreadable(happened: string, cause?: unknown): KnackError {
  return new KnackError(
    {
      code: 'FILE_UNREADABLE',
      happened,
      kept: 'Nothing was played.',
      todo: 'Give JSON lines such as {"game": NAME, "goal": PART, "human_goals": [SENTENCE]}; docs/lab.md says what they are.',
    },
    { cause },
  );
}
