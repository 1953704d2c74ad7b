/** Looks for what should not be learned unseen: orders to the reader, hidden characters, harmful commands and addresses, secrets. */
export { scanText } from './scan.ts';
