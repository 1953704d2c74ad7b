export { binaryKind, decoded } from './encoding.ts';
export { mended } from './mend.ts';
export { firstParquetRows, isParquet, openParquet, type ParquetFile, parquetRows } from './parquet.ts';
export { type Raw, rawRecords } from './records.ts';
export { takeSample } from './sample.ts';
export {
  type ByteSource,
  digestOf,
  fileSource,
  firstBytes,
  memorySource,
  refuseWhenAborted,
  unreadable,
} from './source.ts';
