import { Index } from '@lancedb/lancedb';
import type { LanceTable } from './lance/index.ts';

/** Below this LanceDB's scan is as fast as an index. */
const vectorIndexFrom = 2000;
/** The query probes every partition: the index is there to hold the vectors in memory, not to guess. */
const partitions = 4;

/**
 * BM25 over words: lower case, accents folded, English stop words dropped and English stems, so that `signed letters`
 * finds `sign letter`. Words of other languages pass the stemmer nearly unchanged. Punctuation separates, so
 * `get_order` is found by `order`. No positions: phrases are not asked for, and the index is half the size.
 */
export async function indexText(table: LanceTable): Promise<void> {
  const config = Index.fts({
    baseTokenizer: 'simple',
    language: 'English',
    lowercase: true,
    stem: true,
    removeStopWords: true,
    asciiFolding: true,
    withPosition: false,
  });
  await table.run((vendor) => vendor.createIndex('text', { config, replace: true }));
}

/** An inverted file without compression; with every partition probed its answer is the exact one. */
export async function indexVectors(table: LanceTable, rows: number): Promise<void> {
  if (rows < vectorIndexFrom) return;
  const config = Index.ivfFlat({ distanceType: 'cosine', numPartitions: partitions });
  await table.run((vendor) => vendor.createIndex('vector', { config, replace: true }));
}
