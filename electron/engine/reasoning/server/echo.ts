import { z } from 'zod';
import type { ServerSettings } from '../../../../shared/model/index.ts';
import { FaultError, faultOf, waitOf, withoutKey, type Fault } from './fault.ts';
import { cancelledError } from '../faults.ts';
import { guardedFetch, placeOf } from './exchange.ts';

/** One action, after what was seen before it. */
export interface EchoRequest {
  readonly address: URL;
  readonly key: string | null;
  readonly settings: ServerSettings;
  readonly context: string;
  /** With the space that parts it from the context. */
  readonly action: string;
}

export interface Echoed {
  /** ln p of the action after the context; null where the tokens do not show where it begins. */
  readonly logProbability: number | null;
  readonly tokensIn: number | null;
  readonly tokensOut: number | null;
}

/** The part of a completion that is looked at. */
const completionSchema = z.object({
  choices: z
    .array(
      z.object({
        text: z.string(),
        logprobs: z.object({ tokens: z.array(z.string()), token_logprobs: z.array(z.number().nullable()) }).nullish(),
      }),
    )
    .min(1),
  usage: z
    .object({ prompt_tokens: z.number().int().min(0), completion_tokens: z.number().int().min(0).nullish() })
    .nullish(),
});
type Completion = z.infer<typeof completionSchema>;

const mostCharacters = 20_000_000;

/**
 * Has a server repeat a text with the log-probability of each of its tokens (`echo` with `logprobs` of OpenAI's completions), and
 * sums those of the action. One token is generated and left out: not every server takes a request for none. Rule Y9.
 * @throws FaultError; KnackError CANCELLED when the signal said so
 */
export async function echo(request: EchoRequest, signal?: AbortSignal): Promise<Echoed> {
  const { address, key, settings, context, action } = request;
  const limit = AbortSignal.timeout(Math.min(settings.silence, settings.timeLimit) * 1000);
  const prompt = `${context}${action}`;
  const body = { model: settings.model, prompt, max_tokens: 1, temperature: 0, echo: true, logprobs: 1 };
  let isHeard = false;
  try {
    const response = await guardedFetch(`${placeOf(address)}/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key === null ? {} : { authorization: `Bearer ${key}` }) },
      body: JSON.stringify(body),
      signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
    });
    isHeard = true;
    const text = await response.text();
    if (!response.ok) throw new FaultError(refusalOf(response, text, key));
    const read = text.length > mostCharacters ? null : completionSchema.safeParse(parse(text));
    if (read?.success !== true) throw new FaultError({ kind: 'broken', status: response.status, wait: null, said: '' });
    return readEcho(read.data, prompt, action);
  } catch (error) {
    if (signal?.aborted === true) throw cancelledError();
    if (error instanceof FaultError) throw error;
    if (limit.aborted) throw new FaultError({ kind: 'stalled', status: null, wait: null, said: '' });
    throw new FaultError({ ...faultOf(error, key), kind: isHeard ? 'broken' : 'unreachable' });
  }
}

/** Some servers have no such address, some refuse to repeat, some to tell log-probabilities: no other try would help. */
function refusalOf({ status, headers }: Response, body: string, key: string | null): Fault {
  const said = withoutKey(messageIn(body), key);
  const fault = { status, wait: waitOf(Object.fromEntries(headers)), said };
  if (status === 401 || status === 403) return { ...fault, kind: 'key' };
  if (/model.{0,40}(not found|does not exist|not loaded)/i.test(body)) return { ...fault, kind: 'unknown-model' };
  if ([404, 405, 501].includes(status) || /echo|log_?prob/i.test(body)) return { ...fault, kind: 'no-echo' };
  if (status === 429) return { ...fault, kind: 'limited' };
  if (status === 408 || status === 409 || status >= 500) return { ...fault, kind: 'failing' };
  return { ...fault, kind: 'refused' };
}

const messageSchema = z.union([
  z.object({ error: z.object({ message: z.string() }) }).transform(({ error }) => error.message),
  z.object({ error: z.string() }).transform(({ error }) => error),
  z.object({ message: z.string() }).transform(({ message }) => message),
]);

function messageIn(body: string): string {
  return messageSchema.safeParse(parse(body)).data ?? body;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** How vocabularies write a space that begins a token, where a server does not take it back. */
const spaces = /[\u2581\u0120]/g;

/** Sums the tokens of the action, which stands at the end of the prompt. @throws FaultError where nothing was repeated */
function readEcho({ choices: [choice], usage }: Completion, prompt: string, action: string): Echoed {
  const { tokens = [], token_logprobs: scores = [] } = choice?.logprobs ?? {};
  const inPrompt = Math.min(tokens.length, usage?.prompt_tokens ?? tokens.length - 1);
  // A server that does not know `echo` tells of what it generated alone.
  const isRepeated = choice?.text.startsWith(prompt) === true && tokens.length === scores.length;
  if (!isRepeated || tokens.length < Math.max(2, usage?.prompt_tokens ?? 0))
    throw new FaultError({ kind: 'no-echo', status: null, wait: null, said: '' });
  let [place, tail, sum] = [inPrompt, '', 0];
  while (place > 0 && tail.length < action.length) {
    place -= 1;
    tail = `${(tokens[place] ?? '').replace(spaces, ' ')}${tail}`;
    sum += scores[place] ?? Number.NaN;
  }
  const isWhole = tail.endsWith(action) && Number.isFinite(sum);
  return {
    logProbability: isWhole ? Math.min(0, sum) : null,
    tokensIn: usage?.prompt_tokens ?? null,
    tokensOut: usage?.completion_tokens ?? null,
  };
}
