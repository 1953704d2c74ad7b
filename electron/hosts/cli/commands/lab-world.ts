import { resolve } from 'node:path';
import type { WorldChoice } from '../../../../shared/contract/index.ts';
import { type Arguments, wrongUse } from '../arguments.ts';

/** The world that `--games` or `--env` names. @throws KnackError WRONG_USE */
export function worldOf(args: Arguments): WorldChoice {
  const command = args.text('env');
  if (command === undefined) return { kind: 'games', folder: resolve(args.need('games')) };
  if (args.text('games') !== undefined) throw wrongUse('--games and --env are two worlds: give one.');
  return { kind: 'program', command };
}
