import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import { GameFault, unplayable } from '../fault.ts';
import type { GameParser, TextGame } from './text-game.ts';

const BYTES_AT_MOST = 16 * 1024 * 1024;

const gameSchema = z.object({
  pddl_domain: z.string(),
  grammar: z.string(),
  pddl_problem: z.string(),
  names: z.record(z.string(), z.string()).default({}),
});

/** Loads a game file. @throws KnackError FILE_UNREADABLE */
export async function loadGame(file: string, parser: GameParser): Promise<TextGame> {
  try {
    const { size } = await stat(file);
    if (size > BYTES_AT_MOST) throw new GameFault('it is larger than 16 MiB');
    const { data } = gameSchema.safeParse(parseJson(await readFile(file, 'utf8')));
    if (data === undefined) throw new GameFault('it is no JSON with pddl_domain, grammar and pddl_problem');
    const { pddl_domain: domain, grammar, pddl_problem: problem, names } = data;
    return parser.parse({ domain, grammar, problem, names });
  } catch (error) {
    throw unplayable(file, error);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
