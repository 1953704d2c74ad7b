import { keyAnswerSchema, type KeyAnswer, type KeyQuestion } from '../../shared/key-messages.ts';
import { KnackError } from '../../shared/errors.ts';
import type { KeyVault } from '../engine/index.ts';
import type { ParentPort } from './ports.ts';

/** A vault whose key the parent process keeps: it alone reaches the system's keychain. */
export function parentVault(parent: ParentPort): KeyVault {
  const waiting = new Map<number, (answer: KeyAnswer['answer']) => void>();
  let asked = 0;
  parent.on('message', ({ data }) => {
    const message = keyAnswerSchema.safeParse(data).data;
    if (message === undefined) return;
    waiting.get(message.id)?.(message.answer);
    waiting.delete(message.id);
  });
  const ask = (question: KeyQuestion['ask']): Promise<KeyAnswer['answer']> =>
    new Promise((resolve) => {
      asked += 1;
      waiting.set(asked, resolve);
      parent.postMessage({ kind: 'key-question', id: asked, ask: question });
    });
  return {
    where: async () => {
      const answer = await ask({ what: 'where' });
      if (answer.what !== 'where') throw failed(answer);
      const { place, isSet, note } = answer;
      return { place, isSet, note };
    },
    key: async () => {
      const answer = await ask({ what: 'key' });
      if (answer.what !== 'key') throw failed(answer);
      return answer.key;
    },
    set: async (key) => {
      const answer = await ask({ what: 'set', key });
      if (answer.what !== 'done') throw failed(answer);
    },
  };
}

function failed(answer: KeyAnswer['answer']): KnackError {
  return new KnackError({
    code: 'REASONER_FAILED',
    happened: `The key could not be kept or read: ${answer.what === 'failed' ? answer.reason : 'the answer was another one'}.`,
    kept: 'The memory is as it was.',
    todo: 'Unlock the keychain of the system, and set the key again.',
  });
}
