import { expect, it } from 'vitest';
import { parentVault } from './key-vault.ts';
import type { ParentPort } from './ports.ts';

/** A parent that answers as told. */
function parentOf(answer: (ask: { what: string; key?: string | null }) => object): ParentPort {
  const listeners: ((event: { data: unknown; ports: [] }) => void)[] = [];
  return {
    on: (_name, listener) => listeners.push(listener),
    postMessage: (message) => {
      const { id, ask } = message as { id: number; ask: { what: string } };
      for (const listen of listeners) {
        listen({ data: { memory: 'noise' }, ports: [] });
        listen({ data: { kind: 'key-answer', id, answer: answer(ask) }, ports: [] });
      }
    },
  };
}

it('asks the parent for the key and hands a new one over', async () => {
  let key: string | null = null;
  const vault = parentVault(
    parentOf((ask) => {
      if (ask.what === 'set') key = ask.key ?? null;
      if (ask.what === 'set') return { what: 'done' };
      return ask.what === 'key'
        ? { what: 'key', key }
        : { what: 'where', place: 'system', isSet: key !== null, note: '' };
    }),
  );
  expect(await vault.where()).toEqual({ place: 'system', isSet: false, note: '' });
  await vault.set('sk-own');
  expect(await vault.key()).toBe('sk-own');
  expect(await vault.where()).toMatchObject({ isSet: true });
});

it('says what to do when the parent could not', async () => {
  const vault = parentVault(parentOf(() => ({ what: 'failed', reason: 'locked' })));
  await expect(vault.set('sk')).rejects.toMatchObject({
    code: 'REASONER_FAILED',
    todo: expect.stringContaining('keychain'),
  });
});
