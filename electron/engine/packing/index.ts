export { Numbered, Packer, Unpacker } from './packed.ts';
