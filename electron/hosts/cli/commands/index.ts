import type { Command } from '../command.ts';
import { ask } from './ask.ts';
import { build } from './build.ts';
import { approve, redo, reject, release, undo, unlearn } from './decide.ts';
import { convert } from './convert.ts';
import { compare } from './compare.ts';
import { evaluate } from './evaluate.ts';
import { exportCommand, importCommand } from './exchange.ts';
import { gate } from './gate.ts';
import { inspect } from './inspect.ts';
import { deleteCommand, edit, pin, restore, unpin } from './items.ts';
import { lab } from './lab.ts';
import { list } from './list.ts';
import { models } from './models.ts';
import { reasoner } from './reasoner.ts';
import { serveCommand } from './serve.ts';
import { show } from './show.ts';
import { state, verify } from './state.ts';
import { watch } from './watch.ts';

/** Every command by its name, in the order of the help. */
export const commands: ReadonlyMap<string, Command> = new Map([
  ['inspect', inspect],
  ['build', build],
  ['watch', watch],
  ['convert', convert],
  ['list', list],
  ['show', show],
  ['ask', ask],
  ['gate', gate],
  ['approve', approve],
  ['reject', reject],
  ['release', release],
  ['edit', edit],
  ['pin', pin],
  ['unpin', unpin],
  ['delete', deleteCommand],
  ['restore', restore],
  ['undo', undo],
  ['redo', redo],
  ['unlearn', unlearn],
  ['state', state],
  ['compare', compare],
  ['export', exportCommand],
  ['import', importCommand],
  ['verify', verify],
  ['lab', lab],
  ['evaluate', evaluate],
  ['models', models],
  ['reasoner', reasoner],
  ['serve', serveCommand],
]);
