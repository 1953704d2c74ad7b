import { resolve } from 'node:path';
import { stat } from 'node:fs/promises';
import type { WatchedEvent } from '../../../../shared/contract/index.ts';
import { KnackError } from '../../../../shared/errors.ts';
import type { Answer, Command } from '../command.ts';
import { answerOptions, readAnswers } from './answers.ts';
import { withMemory } from './with-memory.ts';

/** Imports what comes into a folder until it is stopped; with `--json` a line for each thing that happened. */
export const watch: Command = {
  summary: 'Import what comes into a folder, until it is stopped.',
  examples: ['watch ./runs --memory ./memory'],
  operands: ['DIR'],
  options: { memory: 'text', ...answerOptions },
  run: async (context) => {
    const { args, signal, print, tell } = context;
    const folder = resolve(args.operands[0] ?? '');
    const answers = await readAnswers(args);
    args.need('memory');
    await checkFolder(folder);
    await withMemory(
      context,
      async (client) => {
        tell(`watching ${folder}; Ctrl+C ends it`);
        try {
          for await (const event of await client.imports.watching({ folder, answers }, { signal })) print(told(event));
        } catch (error) {
          if (!signal.aborted) throw error;
        }
      },
      {},
    );
    return null;
  },
};

/** A folder that comes later is waited for while it is watched; one that was mistyped is told at once. */
async function checkFolder(folder: string): Promise<void> {
  const info = await stat(folder).catch(() => null);
  if (info?.isDirectory() === true) return;
  throw new KnackError({
    code: 'FILE_UNREADABLE',
    happened: `There is no folder at ${folder}.`,
    kept: 'Nothing was read or changed.',
    todo: 'Check the path.',
  });
}

function told(event: WatchedEvent): Answer {
  if (event.kind === 'failed') return { json: event, text: `failed  ${event.file}: ${event.reason}` };
  const { files, imported, alreadyThere, rejected, stateHash } = event;
  const text = `imported ${imported} episodes of ${files} files, ${alreadyThere} already there, ${rejected} rejected; state ${stateHash}`;
  return { json: event, text };
}
