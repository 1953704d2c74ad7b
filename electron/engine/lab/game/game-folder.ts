import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { KnackError } from '../../../../shared/errors.ts';
import type { GameRef } from '../../ports.ts';
import { ENDING, indexNames, plainName } from './game-names.ts';

export interface GameFile extends GameRef {
  readonly file: string;
}

/** The games below a folder, in code-unit order of their names, found by whole names and by their ends. */
export interface GameFolder {
  readonly games: readonly GameFile[];
  /** The game of this name, or the only one whose name ends with it; null where there is none. */
  find(name: string): GameFile | null;
}

/**
 * Lists the game files (`*.tw-pddl`) below a folder, or the one that is given. A game is called by the path of its folder
 * where the file is called `game`, else by its own path. `KIND-..-ROOM/TRIAL`: its kind of task and its room.
 *
 * @throws KnackError FILE_UNREADABLE
 */
export async function listGames(place: string): Promise<GameFolder> {
  const root = resolve(place);
  const isFile = await stat(root).then(
    (found) => found.isFile(),
    (cause: unknown) => {
      throw missing(root, cause);
    },
  );
  const files = isFile ? [root] : await gameFilesBelow(root);
  const above = isFile ? dirname(root) : root;
  const games = files
    .map((file) => gameFile(file, above))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return { games, find: indexNames(games) };
}

async function gameFilesBelow(root: string): Promise<readonly string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw missing(root, cause);
  });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(ENDING))
    .map((entry) => join(entry.parentPath, entry.name));
}

function gameFile(file: string, root: string): GameFile {
  const name =
    plainName(
      file
        .slice(root.length + 1)
        .split(sep)
        .join('/'),
    ) || basename(root);
  const task = name.split('/').find((part) => /-\d+$/.test(part)) ?? '';
  const [kind = ''] = task.split('-');
  return { file, name, taskType: kind === '' ? null : kind, room: /-(\d+)$/.exec(task)?.[1] ?? null };
}

function missing(root: string, cause: unknown): KnackError {
  return new KnackError(
    {
      code: 'FILE_UNREADABLE',
      happened: `${root} cannot be read.`,
      kept: 'Nothing was changed.',
      todo: 'Check the path of the folder with the games.',
    },
    { cause },
  );
}
