import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createKeySafe, type SafeStorage } from './key-safe.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'knack-safe-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A keychain that turns every byte round. */
function storage(more: Partial<SafeStorage> = {}): SafeStorage {
  const turn = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0x5a));
  return {
    isEncryptionAvailable: () => true,
    encryptString: (text) => turn(Buffer.from(text)),
    decryptString: (bytes) => turn(bytes).toString(),
    getSelectedStorageBackend: () => 'gnome_libsecret',
    ...more,
  };
}

const question = (ask: object) => ({ kind: 'key-question', id: 7, ask });

it('has the system encrypt the key, and gives it to the engine alone', async () => {
  const file = join(folder, 'deep', 'key');
  const safe = createKeySafe({ safeStorage: storage(), file });
  expect(await safe({ memory: '/m' })).toBeNull();
  expect(await safe(question({ what: 'set', key: 'sk-canary' }))).toEqual({
    kind: 'key-answer',
    id: 7,
    answer: { what: 'done' },
  });
  expect((await readFile(file)).includes('sk-canary')).toBe(false);
  const later = createKeySafe({ safeStorage: storage(), file });
  expect(await later(question({ what: 'where' }))).toMatchObject({
    answer: { place: 'system', isSet: true, note: '' },
  });
  expect(await later(question({ what: 'key' }))).toMatchObject({ answer: { key: 'sk-canary' } });
  await later(question({ what: 'set', key: null }));
  expect(await readdir(join(folder, 'deep'))).toEqual([]);
  expect(await later(question({ what: 'key' }))).toMatchObject({ answer: { key: null } });
});

it.each([
  ['no keychain', storage({ isEncryptionAvailable: () => false })],
  ['a password that everybody knows', storage({ getSelectedStorageBackend: () => 'basic_text' })],
])('keeps the key for this process alone where the system has %s', async (_, safeStorage) => {
  const safe = createKeySafe({ safeStorage, file: join(folder, 'key') });
  await safe(question({ what: 'set', key: 'sk-canary' }));
  expect(await safe(question({ what: 'key' }))).toMatchObject({ answer: { key: 'sk-canary' } });
  expect(await safe(question({ what: 'where' }))).toMatchObject({ answer: { place: 'host', isSet: true } });
  expect(await readdir(folder)).toEqual([]);
});

it('has no key where the system no longer decrypts it, and says what went wrong when it does not encrypt', async () => {
  const file = join(folder, 'key');
  await createKeySafe({ safeStorage: storage(), file })(question({ what: 'set', key: 'sk' }));
  const refuse = (): never => {
    throw new Error('locked');
  };
  const safe = createKeySafe({ safeStorage: storage({ decryptString: refuse, encryptString: refuse }), file });
  expect(await safe(question({ what: 'key' }))).toMatchObject({ answer: { key: null } });
  expect(await safe(question({ what: 'set', key: 'other' }))).toMatchObject({
    answer: { what: 'failed', reason: 'locked' },
  });
});
