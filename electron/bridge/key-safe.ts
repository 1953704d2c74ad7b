import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { keyQuestionSchema, type KeyAnswer, type KeyQuestion } from '../../shared/key-messages.ts';

/** What is used of Electron's safeStorage; `getSelectedStorageBackend` is there on Linux alone. */
export interface SafeStorage {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(bytes: Buffer): string;
  getSelectedStorageBackend?(): string;
}

export interface KeySafeParts {
  readonly safeStorage: SafeStorage;
  /** The file of the encrypted key. */
  readonly file: string;
}

/**
 * Keeps the key of a reasoner's server. The system encrypts it; where it has nothing to do that with, the key lives as long as
 * this process and no file is written.
 *
 * @returns the answer to a question of the engine's process; null for any other message
 */
export function createKeySafe({ safeStorage, file }: KeySafeParts): (message: unknown) => Promise<KeyAnswer | null> {
  let held: string | null = null;
  const isSystem = (): boolean =>
    safeStorage.isEncryptionAvailable() &&
    !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend?.() ?? 'system');
  const read = async (): Promise<string | null> => {
    if (!isSystem()) return held;
    const bytes = await readFile(file).catch(() => null);
    try {
      return bytes === null ? null : safeStorage.decryptString(bytes);
    } catch {
      // Another user, another machine, or a keychain that was set up anew: the key has to be given again.
      return null;
    }
  };
  const write = async (key: string | null): Promise<void> => {
    held = isSystem() ? null : key;
    if (key === null) return rm(file, { force: true });
    if (!isSystem()) return;
    await mkdir(dirname(file), { recursive: true });
    await writeFile(`${file}.new`, safeStorage.encryptString(key), { mode: 0o600 });
    await rename(`${file}.new`, file);
  };
  const answer = async (ask: KeyQuestion['ask']): Promise<KeyAnswer['answer']> => {
    switch (ask.what) {
      case 'where': {
        const isSet = (await read()) !== null;
        return isSystem()
          ? { what: 'where', place: 'system', isSet, note: '' }
          : { what: 'where', place: 'host', isSet, note: 'This system has no keychain that Knack can use.' };
      }
      case 'key':
        return { what: 'key', key: await read() };
      case 'set':
        await write(ask.key);
        return { what: 'done' };
    }
  };
  return async (message) => {
    const question = keyQuestionSchema.safeParse(message).data;
    if (question === undefined) return null;
    const { id } = question;
    try {
      return { kind: 'key-answer', id, answer: await answer(question.ask) };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return { kind: 'key-answer', id, answer: { what: 'failed', reason } };
    }
  };
}
