import type { ImportAnswers, Mapping } from '../../../shared/contract/index.ts';
import { KnackError } from '../../../shared/errors.ts';
import {
  binaryKind,
  type ByteSource,
  firstParquetRows,
  isParquet,
  openParquet,
  type ParquetFile,
  takeSample,
} from './bytes/index.ts';
import { type Choice, chooseReader } from './detection/index.ts';
import type { Sample } from './reader.ts';
import { formatNames } from './readers/index.ts';

/** A file after the first look: its sample and who reads it. */
export interface OpenedFile {
  readonly source: ByteSource;
  readonly sample: Sample;
  readonly choice: Choice;
  /** Set where the rows come from a Parquet file. */
  readonly parquet: ParquetFile | null;
}

export interface OpenOptions {
  readonly answers: ImportAnswers;
  /** Saved mappings, for files that no reader knows. */
  readonly mappings?: readonly Mapping[];
}

/** @throws KnackError WRONG_USE for a format that there is not */
export function checkFormat({ format }: ImportAnswers): void {
  if (format === undefined || formatNames.includes(format)) return;
  throw new KnackError({
    code: 'WRONG_USE',
    happened: `There is no format “${format}”. There is: ${formatNames.join(', ')}.`,
    kept: 'Nothing was read.',
    todo: 'Use one of these names, or leave it out: the format is told by the content.',
  });
}

/** Looks at a source. @returns a reason where there is nothing to read in it (empty, binary). */
export async function lookAt(source: ByteSource, options: OpenOptions): Promise<OpenedFile | string> {
  if (source.size === 0) return 'the file is empty';
  const head = await source.head(64 * 1024);
  if (isParquet(head)) return lookAtParquet(source, options);
  const kind = binaryKind(head);
  if (kind !== null) return `a binary file (${kind})`;
  const sample = await takeSample(source);
  if (sample.head.trim() === '') return 'the file holds nothing but blanks';
  return { source, sample, choice: chooseReader(sample, options.answers, options.mappings), parquet: null };
}

async function lookAtParquet(source: ByteSource, options: OpenOptions): Promise<OpenedFile | string> {
  const parquet = await openParquet(source);
  if (typeof parquet === 'string') return parquet;
  const records = await firstParquetRows(parquet);
  const sample: Sample = { layout: 'parquet', head: '', records, members: [], delimiter: null };
  return { source, sample, choice: chooseReader(sample, options.answers, options.mappings), parquet };
}

/** Why nobody reads a file, as an error. */
export function refusal(choice: Exclude<Choice, { readonly kind: 'one' }> | string): KnackError {
  if (typeof choice !== 'string' && choice.kind === 'several') {
    const names = choice.claims.map(({ reader }) => reader.format).join(', ');
    return new KnackError({
      code: 'FORMAT_AMBIGUOUS',
      happened: `It could be of several formats: ${names}.`,
      kept: 'Nothing of it was imported.',
      todo: 'Say which one it is.',
    });
  }
  return new KnackError({
    code: 'FORMAT_UNKNOWN',
    happened: `Not read: ${typeof choice === 'string' ? choice : choice.reason}.`,
    kept: 'Nothing of it was imported.',
    todo: 'Give a mapping for it, or leave it out.',
  });
}
