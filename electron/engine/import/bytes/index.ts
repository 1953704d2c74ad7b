export { binaryKind } from './encoding.ts';
export { type Raw, rawRecords } from './records.ts';
export { takeSample } from './sample.ts';
export { type ByteSource, digestOf, fileSource, refuseWhenAborted } from './source.ts';
