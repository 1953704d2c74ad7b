import type { KnackError } from '../../../../shared/errors.ts';
import { reasonerError } from '../faults.ts';

function refuse(happened: string): KnackError {
  return reasonerError(
    happened,
    'Give the address of a server in the settings of the reasoner, e.g. http://127.0.0.1:11434/v1.',
    'WRONG_USE',
  );
}

/** The address of the protocol without a slash at its end. @throws KnackError WRONG_USE for what is none, or holds a password */
export function parseAddress(text: string): URL {
  const url = URL.parse(text.trim().replace(/\/+$/, ''));
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw refuse(text.trim() === '' ? 'No server is set.' : 'The address of the server is no http or https address.');
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw refuse('The address of the server holds a name, a password or a question: a key has a field of its own.');
  }
  return url;
}

const isLoopback = ({ hostname }: URL): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);

/** A key goes over an encrypted connection, or stays in the machine [Y4]. @throws KnackError WRONG_USE */
export function refuseOpenKey(address: URL): void {
  if (address.protocol === 'https:' || isLoopback(address)) return;
  throw reasonerError(
    `The key is not sent to ${address.host} over a connection that is not encrypted.`,
    'Use an https address, or forget the key if the server needs none.',
    'WRONG_USE',
  );
}
