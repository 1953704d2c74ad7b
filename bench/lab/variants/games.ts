import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { GameParser, listGames, loadGame } from '../../../electron/engine/lab/game/index.ts';

const gameSchema = z.looseObject({
  pddl_domain: z.string(),
  grammar: z.string(),
  pddl_problem: z.string(),
  names: z.record(z.string(), z.string()).optional(),
});

/** A game file, and the names that its objects have, by their ids. */
export interface Game {
  readonly domain: string;
  readonly grammar: string;
  readonly problem: string;
  readonly names: Readonly<Record<string, string>>;
}

/** The games below a folder, one after the other, with their files and names. */
async function* gamesBelow(
  folder: string,
): AsyncGenerator<{ readonly name: string; readonly file: string; readonly game: Game }> {
  const parser = new GameParser();
  for (const { file, name } of (await listGames(folder)).games) {
    const { world, names } = await loadGame(file, parser);
    const { pddl_domain: domain, pddl_problem: problem, grammar } = await readGame(file);
    const own = Object.fromEntries(world.objects.ids.map((id, at) => [id, names[at] ?? id]));
    yield { name, file, game: { domain, problem, grammar, names: own } };
  }
}

async function readGame(file: string): Promise<z.infer<typeof gameSchema>> {
  return gameSchema.parse(JSON.parse(await readFile(file, 'utf8')));
}

/** Writes every game below a folder again as another one, under the same names. */
export async function rewriteGames(from: string, to: string, change: (game: Game) => Game): Promise<void> {
  for await (const { name, file, game } of gamesBelow(from)) {
    const { domain: pddl_domain, problem: pddl_problem, ...rest } = change(game);
    const target = join(to, ...name.split('/'), 'game.tw-pddl');
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, JSON.stringify({ ...(await readGame(file)), pddl_domain, pddl_problem, ...rest }));
  }
}

/** All that commands can name in the games below folders. */
export async function vocabularyBelow(folders: readonly string[]): Promise<ReadonlySet<string>> {
  const words = new Set<string>();
  for (const folder of folders) {
    for await (const { game } of gamesBelow(folder)) for (const word of vocabularyOf(game)) words.add(word);
  }
  return words;
}

/** The verbs of a grammar's commands, and the kinds of things and places that have numbers: all that a command can name. */
function vocabularyOf({ grammar, names }: Game): ReadonlySet<string> {
  const words = new Set<string>();
  for (const [, verb = ''] of grammar.matchAll(/template\s*::\s*"([a-z]+)/gi)) words.add(verb.toLowerCase());
  for (const name of Object.values(names)) {
    const kind = /^([a-z]+) \d+$/.exec(name)?.[1];
    if (kind !== undefined) words.add(kind);
  }
  return words;
}
