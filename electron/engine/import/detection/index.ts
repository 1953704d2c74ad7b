import type { ImportAnswers, Mapping } from '../../../../shared/contract/index.ts';
import { type Column, columnsOf, findMapping, genericReader } from '../mapping/index.ts';
import type { Claim, Reader, Sample } from '../reader.ts';
import { readers } from '../readers/index.ts';
import { companionReason } from '../reports/index.ts';

export interface Claimed {
  readonly reader: Reader;
  readonly claim: Claim;
}

/** Claims nearer than this are a tie, and the person is asked. */
const TIE = 0.05;

/** All claims on a file, most confident first, then by format name. */
function claimsOn(sample: Sample): readonly Claimed[] {
  const claims = readers.flatMap((reader): Claimed[] => {
    const claim = reader.claim(sample);
    return claim === null ? [] : [{ reader, claim }];
  });
  return claims.toSorted(
    (a, b) => b.claim.confidence - a.claim.confidence || (a.reader.format < b.reader.format ? -1 : 1),
  );
}

/** Who reads a file: one reader, several that the person must choose from, or nobody. */
export type Choice =
  | {
      readonly kind: 'one';
      readonly claimed: Claimed;
      readonly others: readonly Claimed[];
      readonly mapping: Mapping | null;
    }
  | { readonly kind: 'several'; readonly claims: readonly Claimed[] }
  | {
      readonly kind: 'nobody';
      readonly reason: string;
      /** It belongs to a run and holds no episodes, so that no mapping is asked for. */
      readonly isCompanion: boolean;
    };

/** Chooses by content; an answer settles a tie, and a mapping serves where no reader claims or `generic` was asked for. */
export function chooseReader(sample: Sample, answers: ImportAnswers, saved: readonly Mapping[] = []): Choice {
  const claims = claimsOn(sample);
  const [first, second] = claims;
  if (answers.format === 'generic' || first === undefined) return byMapping(sample, answers, saved);
  const asked = claims.find(({ reader }) => reader.format === answers.format);
  if (asked !== undefined)
    return { kind: 'one', claimed: asked, others: claims.filter((one) => one !== asked), mapping: null };
  if (second !== undefined && first.claim.confidence - second.claim.confidence < TIE)
    return { kind: 'several', claims };
  return { kind: 'one', claimed: first, others: claims.slice(1), mapping: null };
}

function byMapping(sample: Sample, answers: ImportAnswers, saved: readonly Mapping[]): Choice {
  const columns = columnsOf(sample.records[0]?.value ?? null);
  const mapping = answers.mapping === undefined ? findMapping(columns, saved) : fitting(answers.mapping, columns);
  if (mapping === null) return nobody(sample, answers);
  const reader = genericReader(mapping);
  const claim = reader.claim(sample);
  if (claim === null) return nobody(sample, answers);
  return { kind: 'one', claimed: { reader, claim }, others: [], mapping };
}

/** The mapping that was answered, where the file has all its columns; a mapping that names none asks for nothing. */
function fitting(mapping: Mapping, columns: readonly Column[]): Mapping | null {
  return mapping.columns.length === 0 ? mapping : findMapping(columns, [mapping]);
}

function nobody(sample: Sample, answers: ImportAnswers): Choice {
  const companion = companionReason(sample);
  return { kind: 'nobody', reason: companion ?? nobodyReason(sample, answers), isCompanion: companion !== null };
}

function nobodyReason(sample: Sample, answers: ImportAnswers): string {
  if (sample.layout === 'text') return 'plain text that no reader knows';
  if (sample.records.length === 0) return 'no complete record in its first part';
  const what = sample.layout === 'table' ? 'a table' : 'JSON records';
  const missing =
    answers.mapping === undefined
      ? 'it needs a mapping'
      : `the mapping “${answers.mapping.name}” does not fit its columns`;
  return `${what} that no reader knows: ${missing}`;
}
