import type { TextModel } from './vendor.ts';

/**
 * ln p(action | context): the sum over the action's tokens of their log-probabilities, each after the context and the tokens
 * before it (teacher-forced). Context and action are encoded apart, so that the action's tokens do not depend on what stands
 * before. Where both are longer than the model's window, the beginning of the context goes. 0 or less. Rule Y9.
 */
export async function logLikelihood(
  model: TextModel,
  { context, action }: { readonly context: string; readonly action: string },
): Promise<number | null> {
  const target = model.encode(action, false);
  const all = model.encode(context, true);
  const room = model.window === null ? all.length : model.window - target.length;
  if (target.length === 0 || room < 1) return null;
  const before = all.slice(Math.max(0, all.length - room));
  if (before.length === 0) return null;
  const { data, width } = await model.logits([...before, ...target]);
  return target.reduce((sum, token, index) => {
    const row = (before.length + index - 1) * width;
    return sum + logSoftmaxAt(data.subarray(row, row + width), token);
  }, 0);
}

/** ln of the softmax at one place, in double precision. */
export function logSoftmaxAt(logits: Float32Array, place: number): number {
  const most = logits.reduce((best, value) => Math.max(best, value), Number.NEGATIVE_INFINITY);
  let sum = 0;
  for (const value of logits) sum += Math.exp(value - most);
  // Rounding may lift a certain token a hair above 0.
  return Math.min(0, (logits[place] ?? Number.NEGATIVE_INFINITY) - most - Math.log(sum));
}
