import type { KeyVault } from '../ports.ts';
import { reasonerError } from './faults.ts';

/** A key of the environment, or else one that lives as long as this process. */
export function hostVault(fromEnvironment: string | undefined): KeyVault {
  let held: string | null = null;
  const own = fromEnvironment === undefined || fromEnvironment === '' ? null : fromEnvironment;
  return {
    where: () =>
      Promise.resolve({ place: own === null ? 'host' : 'environment', isSet: (own ?? held) !== null, note: '' }),
    key: () => Promise.resolve(own ?? held),
    set: (key) => {
      if (own !== null) {
        return Promise.reject(
          reasonerError(
            'The key comes from the environment.',
            'Change the variable KNACK_REASONER_KEY, and start again.',
            'WRONG_USE',
          ),
        );
      }
      held = key;
      return Promise.resolve();
    },
  };
}
