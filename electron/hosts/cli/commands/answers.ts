import { readFile } from 'node:fs/promises';
import { mappingSchema } from '../../../../shared/contract/index.ts';
import type { ImportAnswers, Mapping } from '../../../../shared/contract/index.ts';
import type { Arguments } from '../arguments.ts';
import { wrongUse } from '../arguments.ts';

export const answerOptions = { outcome: 'text', mapping: 'text', format: 'text' } as const;

/** What the options say about files that do not say it themselves. @throws KnackError WRONG_USE */
export async function readAnswers(args: Arguments): Promise<ImportAnswers> {
  const outcome = args.text('outcome');
  const format = args.text('format');
  const file = args.text('mapping');
  return {
    ...(outcome === undefined ? {} : { outcome }),
    ...(format === undefined ? {} : { format }),
    ...(file === undefined ? {} : { mapping: await readMapping(file) }),
  };
}

async function readMapping(file: string): Promise<Mapping> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) throw wrongUse(`The mapping ${file} cannot be read.`);
  try {
    return mappingSchema.parse(JSON.parse(text));
  } catch {
    throw wrongUse(`${file} is no mapping.`);
  }
}
