import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { streamText, type ModelMessage } from 'ai';
import type { ReasonerTask, ServerSettings } from '../../../../shared/model/index.ts';
import { schemaOf } from '../answers.ts';
import { cancelledError } from '../faults.ts';
import { FaultError, faultOf, withoutKey } from './fault.ts';

/** One request to a chat server. */
export interface ExchangeRequest {
  readonly address: URL;
  readonly key: string | null;
  readonly settings: ServerSettings;
  readonly system: string;
  readonly messages: readonly { readonly role: 'user' | 'assistant'; readonly content: string }[];
  /** The task whose schema the server shall hold to; null where it cannot. */
  readonly schema: ReasonerTask | null;
  readonly maxOutputTokens: number;
}

export interface Exchanged {
  readonly text: string;
  /** It ended because it was long enough, not because it was done. */
  readonly isCut: boolean;
  /** As the server counts them; null where it does not. */
  readonly tokensIn: number | null;
  readonly tokensOut: number | null;
}

export interface ExchangeOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onCharacters?: ((characters: number) => void) | undefined;
}

/** An answer longer than this is given up: four times what the largest setting allows. */
const mostCharacters = 2_000_000;

// The client's own warnings would go to the console, where nobody looks for them.
globalThis.AI_SDK_LOG_WARNINGS = false;

/**
 * Asks once and reads the stream to its end. Silence and the time limit end it, whatever the server does.
 * @throws FaultError; KnackError CANCELLED when the signal said so
 */
export async function exchange(request: ExchangeRequest, options: ExchangeOptions = {}): Promise<Exchanged> {
  const { settings, key } = request;
  const limits = new Limits(settings);
  const signal = options.signal === undefined ? limits.signal : AbortSignal.any([options.signal, limits.signal]);
  try {
    // Also where the client does not notice that it was stopped.
    const read = await Promise.race([readStream(request, { ...options, signal, heard: limits.heard }), ended(signal)]);
    options.signal?.throwIfAborted();
    return read;
  } catch (error) {
    if (options.signal?.aborted === true) throw cancelledError();
    if (limits.reason !== null) throw new FaultError({ kind: limits.reason, status: null, wait: null, said: '' });
    throw error instanceof FaultError ? error : new FaultError(faultOf(error, key));
  } finally {
    limits.clear();
  }
}

function ended(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(new Error('ended'));
    else signal.addEventListener('abort', () => reject(new Error('ended')), { once: true });
  });
}

async function readStream(
  request: ExchangeRequest,
  { signal, onCharacters, heard }: ExchangeOptions & { readonly signal: AbortSignal; readonly heard: () => void },
): Promise<Exchanged> {
  const { settings, key } = request;
  const messages: ModelMessage[] = request.messages.map(({ role, content }) => ({ role, content }));
  const { stream } = streamText({
    model: modelOf(request),
    instructions: request.system,
    messages,
    temperature: settings.temperature,
    maxOutputTokens: request.maxOutputTokens,
    maxRetries: 0,
    abortSignal: signal,
    // Errors come as parts of the stream; by default they would be printed, with the request in them.
    onError: () => undefined,
  });
  let text = '';
  for await (const part of stream) {
    heard();
    if (part.type === 'error') throw new FaultError(faultOf(part.error, key));
    if (part.type === 'abort') throw new FaultError({ kind: 'broken', status: null, wait: null, said: '' });
    if (part.type === 'text-delta') {
      text += part.text;
      onCharacters?.(text.length);
      if (text.length > mostCharacters) throw new FaultError({ kind: 'slow', status: null, wait: null, said: '' });
    }
    if (part.type === 'finish') {
      const { inputTokens = null, outputTokens = null } = part.totalUsage;
      const isCut = part.finishReason === 'length';
      return {
        text: key === null ? text : text.split(key).join('[key]'),
        isCut,
        tokensIn: inputTokens,
        tokensOut: outputTokens,
      };
    }
  }
  throw new FaultError({ kind: 'broken', status: null, wait: null, said: '' });
}

function modelOf({ address, key, settings, schema }: ExchangeRequest) {
  const provider = createOpenAICompatible({
    name: 'server',
    baseURL: placeOf(address),
    ...(key === null ? {} : { apiKey: key }),
    includeUsage: true,
    // By hand: the client's own way holds pieces back until they are JSON, and a model that thinks first would seem silent.
    ...(schema === null ? {} : { transformRequestBody: (body) => ({ ...body, response_format: formatOf(schema) }) }),
    fetch: guardedFetch,
  });
  return provider.chatModel(settings.model);
}

function formatOf(task: ReasonerTask): object {
  return { type: 'json_schema', json_schema: { name: task, schema: schemaOf(task), strict: true } };
}

/** The address that paths of the protocol follow. */
export const placeOf = ({ href }: URL): string => href.replace(/\/$/, '');

/** Follows nobody elsewhere: a redirect would hand the key and the material to another host. */
export const guardedFetch: typeof fetch = (input, init) => fetch(input, { ...init, redirect: 'error' });

const modelsShape = /^[\s\S]{0,5000000}$/;

/** The models that a server says it has, in its order. @throws FaultError; KnackError CANCELLED */
export async function fetchModels(
  { address, key, settings }: Pick<ExchangeRequest, 'address' | 'key' | 'settings'>,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const limit = AbortSignal.timeout(Math.min(settings.silence, settings.timeLimit) * 1000);
  try {
    const response = await guardedFetch(`${placeOf(address)}/models`, {
      headers: key === null ? {} : { authorization: `Bearer ${key}` },
      signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
    });
    const text = await response.text();
    if (!response.ok) throw new FaultError(statusFault(response, withoutKey(text, key)));
    const names = modelsShape.test(text) ? namesIn(text) : null;
    if (names === null) throw new FaultError({ kind: 'broken', status: response.status, wait: null, said: '' });
    return names;
  } catch (error) {
    if (signal?.aborted === true) throw cancelledError();
    if (error instanceof FaultError) throw error;
    if (limit.aborted) throw new FaultError({ kind: 'stalled', status: null, wait: null, said: '' });
    throw new FaultError({ ...faultOf(error, key), kind: 'unreachable' });
  }
}

function statusFault({ status }: Response, said: string) {
  const kind =
    status === 401 || status === 403
      ? 'key'
      : status === 404
        ? 'unknown-model'
        : status === 429
          ? 'limited'
          : 'failing';
  return { kind, status, wait: null, said } as const;
}

function namesIn(text: string): readonly string[] | null {
  try {
    const value: unknown = JSON.parse(text);
    const list = typeof value === 'object' && value !== null && 'data' in value ? value.data : null;
    if (!Array.isArray(list)) return null;
    return list.flatMap((one: unknown) =>
      typeof one === 'object' && one !== null && 'id' in one && typeof one.id === 'string'
        ? [one.id.slice(0, 300)]
        : [],
    );
  } catch {
    return null;
  }
}

/** Ends a request after too long a silence, or too long a time. */
class Limits {
  readonly #stop = new AbortController();
  readonly #whole: NodeJS.Timeout;
  readonly #silence: number;
  #quiet: NodeJS.Timeout;
  #isOver = false;
  reason: 'stalled' | 'slow' | null = null;

  constructor({ timeLimit, silence }: ServerSettings) {
    this.#silence = silence * 1000;
    this.#whole = setTimeout(() => this.#end('slow'), timeLimit * 1000);
    this.#quiet = setTimeout(() => this.#end('stalled'), this.#silence);
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  readonly heard = (): void => {
    // What is still heard after the end must not keep the process waiting.
    if (this.#isOver) return;
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => this.#end('stalled'), this.#silence);
  };

  clear(): void {
    this.#isOver = true;
    clearTimeout(this.#whole);
    clearTimeout(this.#quiet);
  }

  #end(reason: 'stalled' | 'slow'): void {
    this.reason ??= reason;
    this.#stop.abort();
  }
}
