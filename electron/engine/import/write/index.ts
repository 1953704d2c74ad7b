export { convert, type ConvertRequest } from './convert.ts';
export { written, type WrittenFormat } from './written.ts';
