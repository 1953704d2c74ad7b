import { setImmediate } from 'node:timers/promises';
import type { Decision } from '../../../shared/contract/index.ts';
import { planSettings } from './decisions.ts';
import type { Memory } from './memory.ts';
import { standingSummaries } from './state.ts';

export interface SwitchOptions {
  readonly signal: AbortSignal;
  /** Texts that have their new vector. */
  readonly onProgress: (progress: { readonly done: number; readonly total: number }) => void;
}

/** So few that a cancel need not wait. */
const textsAtOnce = 128;

/**
 * Makes another model that of the memory [Z3]. Its vectors are made beside the old ones, while the memory is asked and changed as before; the
 * change itself is one event, after which the state is derived with them. Until then a cancel or a failure leaves the memory as it was;
 * vectors that are made already wait for the next try.
 *
 * @throws KnackError MODEL_MISSING, WRONG_USE when it is the model already, CANCELLED, DISK_FULL
 */
export async function switchModel(memory: Memory, model: string, options: SwitchOptions): Promise<Decision> {
  const { signal, onProgress } = options;
  const before = memory.state.folded.settings.embeddingModel;
  planSettings(memory.state, { ...memory.state.folded.settings, embeddingModel: model });
  try {
    const texts = textsOf(memory);
    for (let done = 0; done < texts.length; done += textsAtOnce) {
      onProgress({ done, total: texts.length });
      await setImmediate();
      signal.throwIfAborted();
      await memory.vectors.embed(model, texts.slice(done, done + textsAtOnce), { signal });
    }
    onProgress({ done: texts.length, total: texts.length });
    const decision = await memory.exclusive(() => {
      const { settings } = memory.state.folded;
      return memory.commit(planSettings(memory.state, { ...settings, embeddingModel: model }), undefined, { signal });
    });
    await memory.vectors.drop(before);
    return decision;
  } catch (error) {
    await memory.vectors.drop(model);
    throw error;
  }
}

/** What the memory is searched and asked by; the few texts that only learning looks at are embedded by it. */
function textsOf({ state }: Memory): readonly string[] {
  const { derived, folded, summaries } = state;
  const goals = standingSummaries(folded, summaries).map(({ goal }) => goal);
  const words = derived.ontology.flatMap((category) => category.words);
  return [...new Set([...derived.texts.map(({ text }) => text), ...words, ...goals])];
}
