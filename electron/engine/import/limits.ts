const MiB = 1024 * 1024;

/** Bounds that keep a stranger's file from taking the machine. Bytes unless the name says otherwise. */
export const limits = {
  /** Read at once, and the longest stretch of work without looking at the signal. */
  chunk: MiB,
  /** Files up to this size are read once and kept; larger ones stream, first for the hash, then for the records. */
  inMemory: 16 * MiB,
  /** The first look, and how far it may go for one complete record. */
  peek: 256 * 1024,
  peekAtMost: 33 * MiB,
  sampleRecords: 8,
  sampleMembers: 64,
  sampleFaults: 200,
  headCharacters: 64 * 1024,
  /** One line, list element or member. */
  record: 32 * MiB,
  /** One document that has to be parsed as a whole. */
  document: 64 * MiB,
  /** One group of rows of a Parquet file: its unpacked bytes, and its values. */
  parquetBytes: 256 * MiB,
  parquetValues: 16_000_000,
  /** Rejected records after which a file that gives hardly anything else is given up. */
  rejections: 10_000,
  /** Levels of nesting in a record. */
  depth: 200,
  /** Characters of rows that wait for the end of their episode. */
  heldCharacters: 128 * MiB,
  /** What an archive may unpack to without a question, and beyond it how many times its own size. */
  unpackedFreely: 1024 * MiB,
  unpackedRatio: 500,
  /** Files in one archive, and archives inside of archives. */
  archiveMembers: 100_000,
  archiveDepth: 3,
  /** Memory that unpacking zstd may ask for, as a power of two. */
  zstdWindowBits: 27,
  /** Folders below what was given. */
  folders: 64,
} as const;
