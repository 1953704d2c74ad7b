import { resolve } from 'node:path';
import type { WorldChoice } from '../../../../shared/contract/index.ts';
import { type Arguments, wrongUse } from '../arguments.ts';

/** The world that `--games` or `--env` names. @throws KnackError WRONG_USE */
export function worldOf(args: Arguments): WorldChoice {
  const command = args.text('env');
  if (command === undefined) return { kind: 'games', folder: gamesOf(args) };
  if (args.text('games') !== undefined) throw wrongUse('--games and --env are two worlds: give one.');
  return { kind: 'program', command };
}

/** The games that `--games` names: a folder, or codes to break (`mastermind:SIZE`). @throws KnackError WRONG_USE */
export function gamesOf(args: Arguments): string {
  const games = args.need('games');
  return games.startsWith('mastermind:') ? games : resolve(games);
}
