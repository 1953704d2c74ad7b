export { binaryKind } from './encoding.ts';
export { type Cut, type Raw, rawRecords } from './records.ts';
export { takeSample } from './sample.ts';
export { type ByteSource, digestOf, fileSource, memorySource, refuseWhenAborted } from './source.ts';
