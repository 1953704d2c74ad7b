import { APICallError } from 'ai';
import type { KnackError } from '../../../../shared/errors.ts';
import { reasonerError } from '../faults.ts';

/** What went wrong with one try. */
export interface Fault {
  readonly kind:
    | 'unreachable'
    | 'key'
    | 'unknown-model'
    | 'refused'
    | 'no-echo'
    | 'limited'
    | 'failing'
    | 'stalled'
    | 'slow'
    | 'broken';
  readonly status: number | null;
  /** What the server asks to wait, in ms; null where it does not say. */
  readonly wait: number | null;
  /** In the server's words, without the key. */
  readonly said: string;
}

/** Carries a fault through a throw. It never leaves this folder. */
export class FaultError extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.kind);
    this.fault = fault;
  }
}

const longest = 300;

/** Takes the key out of what a server said, and what is too long. */
export function withoutKey(text: string, key: string | null): string {
  const clean = key === null || key === '' ? text : text.split(key).join('[key]');
  return clean.replace(/\s+/g, ' ').trim().slice(0, longest);
}

/** What the client threw, as a fault. */
export function faultOf(error: unknown, key: string | null): Fault {
  const said = withoutKey(messageOf(error), key);
  if (!APICallError.isInstance(error)) return { kind: 'broken', status: null, wait: null, said };
  const { statusCode, responseHeaders = {}, responseBody = '' } = error;
  if (statusCode === undefined) return { kind: 'unreachable', status: null, wait: null, said };
  const fault = { status: statusCode, wait: waitOf(responseHeaders), said };
  if (statusCode < 400) return { ...fault, kind: 'broken' };
  if (statusCode === 401 || statusCode === 403) return { ...fault, kind: 'key' };
  if (statusCode === 404 || /model.{0,40}(not found|does not exist|not loaded)/i.test(responseBody))
    return { ...fault, kind: 'unknown-model' };
  if (statusCode === 429) return { ...fault, kind: 'limited' };
  if (statusCode === 408 || statusCode === 409 || statusCode >= 500) return { ...fault, kind: 'failing' };
  return { ...fault, kind: 'refused' };
}

function messageOf(error: unknown): string {
  if (typeof error === 'string') return error;
  if (error instanceof Error) {
    const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
    return `${error.message}${cause}`;
  }
  const inner = typeof error === 'object' && error !== null && 'message' in error ? error.message : '';
  return typeof inner === 'string' ? inner : '';
}

/** Retry-After in seconds, or as a date: then against the server's own clock. */
export function waitOf(headers: Readonly<Record<string, string>>): number | null {
  const text = headers['retry-after'];
  if (text === undefined) return null;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const span = Date.parse(text) - Date.parse(headers['date'] ?? '');
  return Number.isFinite(span) ? Math.max(0, span) : null;
}

/** Whether another try may do better. */
export function isPassing({ kind }: Fault): boolean {
  return ['unreachable', 'limited', 'failing', 'stalled', 'broken'].includes(kind);
}

/** What a person is told when no further try is made. */
export function reportFault(
  fault: Fault,
  { host, model, tries }: { host: string; model: string; tries: number },
): KnackError {
  const said = fault.said === '' ? '' : ` It said: ${fault.said}`;
  const often = tries > 1 ? ` (tried ${tries} times)` : '';
  const [happened, todo] = words(fault, { host, model, often, said });
  return reasonerError(happened, todo);
}

interface Told {
  readonly host: string;
  readonly model: string;
  readonly often: string;
  readonly said: string;
}

function words({ kind, status, wait }: Fault, { host, model, often, said }: Told): readonly [string, string] {
  const ended = status === null ? '' : ` with status ${status}`;
  switch (kind) {
    case 'unreachable':
      return [`${host} cannot be reached${often}.${said}`, 'Start the server, or mend its address in the settings.'];
    case 'key':
      return [`${host} refused the key${ended}.${said}`, 'Set the key of the server anew in the settings.'];
    case 'unknown-model':
      return [
        `${host} does not know the model "${model}", or the address is not that of its protocol${ended}.${said}`,
        'Choose a model of the list that the server gives, and look whether the address ends in /v1.',
      ];
    case 'refused':
      return [`${host} refused the question${ended}.${said}`, 'Look at what it said; another model may take it.'];
    case 'no-echo':
      return [
        `${host} does not tell how likely a given action is${ended}: that takes /completions with "echo" and "logprobs".${said}`,
        'Choose a server that has them, as vLLM does, or a model of this machine as the reasoner, or give a file of log-probabilities.',
      ];
    case 'limited':
      return [
        `${host} takes no more questions now${often}${wait === null ? '' : `; it asks to wait ${Math.ceil(wait / 1000)} s`}.${said}`,
        'Wait as long as it asks, or ask for fewer things at the same time in the settings.',
      ];
    case 'failing':
      return [`${host} failed${ended}${often}.${said}`, 'Look at the server, and ask again.'];
    case 'stalled':
      return [
        `${host} said nothing for too long${often}.`,
        'Look whether the server is busy; raise the limit of silence in the settings for a slow model.',
      ];
    case 'slow':
      return [
        `${host} did not finish its answer in time.`,
        'Raise the time limit or lower the length of an answer in the settings.',
      ];
    case 'broken':
      return [
        `The answer of ${host} broke off, or is not in the protocol${often}.${said}`,
        'Ask again; if it happens again, look whether the address is that of an OpenAI-compatible server.',
      ];
  }
}
