import { setTimeout } from 'node:timers/promises';
import type { ReasonerAnswers, ReasonerTask, ServerSettings } from '../../../../shared/model/index.ts';
import { canonicalJson, contentId } from '../../identity/index.ts';
import type { AskOptions, KeyVault, Reasoner, ReasonerAnswer, ReasonerQuestion } from '../../ports.ts';
import { readAnswer, schemaOf } from '../answers.ts';
import type { AnswerCache } from '../cache.ts';
import { cancelledError, reasonerError } from '../faults.ts';
import { estimateTokens, type Ledger } from '../ledger.ts';
import { fillPrompt, loadPrompt, type Prompt, type PromptFolders } from '../prompts.ts';
import type { Turns } from '../turns.ts';
import { parseAddress, refuseOpenKey } from './address.ts';
import { echo, type EchoRequest } from './echo.ts';
import { exchange, fetchModels, type Exchanged, type ExchangeRequest } from './exchange.ts';
import { FaultError, isPassing, reportFault, type Fault } from './fault.ts';

/** What stays from one setting to the next: counts, answers, and what servers were found not to understand. */
export interface ServerParts {
  readonly vault: KeyVault;
  readonly ledger: Ledger;
  readonly turns: Turns;
  readonly cache: AnswerCache<ReasonerAnswer>;
  /** ln p by the digest of model, context and action; null where the server cannot tell. */
  readonly scores: AnswerCache<number | null>;
  /** Addresses with models that refuse a schema. */
  readonly withoutSchema: Set<string>;
  readonly folders: (memory: string | null) => PromptFolders;
  /** Milliseconds before the second try; twice as long before each further one. */
  readonly backoff: number;
}

type Message = ExchangeRequest['messages'][number];

/** A server that speaks OpenAI's protocol for chats (Ollama, llama.cpp, vLLM, LM Studio, OpenAI). */
export class ServerReasoner implements Reasoner {
  readonly name: string;
  readonly #settings: ServerSettings;
  readonly #parts: ServerParts;

  constructor(settings: ServerSettings, parts: ServerParts) {
    this.name = settings.model;
    this.#settings = settings;
    this.#parts = parts;
  }

  /** The models that the server says it has. @throws KnackError REASONER_FAILED, CANCELLED, WRONG_USE */
  async models(signal?: AbortSignal): Promise<readonly string[]> {
    const { address, key } = await this.#open();
    try {
      return await fetchModels({ address, key, settings: this.#settings }, signal);
    } catch (error) {
      throw error instanceof FaultError ? this.#report(error.fault, address, 1) : error;
    }
  }

  async ask<Task extends ReasonerTask>(
    question: ReasonerQuestion<Task>,
    options: AskOptions = {},
  ): Promise<ReasonerAnswer<Task>> {
    if (this.#settings.model === '')
      throw reasonerError('No model of the server is set.', 'Choose one in the settings of the reasoner.', 'WRONG_USE');
    const opened = await this.#open();
    const prompt = await loadPrompt(question.task, this.#parts.folders(options.prompts ?? null));
    if (question.task === 'likelihood') return this.#score({ question, prompt, opened }, options);
    const { cache, turns } = this.#parts;
    const asked = { task: question.task, material: question.material, prompt: prompt.digest };
    const { temperature, maxOutputTokens, model } = this.#settings;
    const key = contentId({ ...asked, address: opened.address.href, model, temperature, maxOutputTokens });
    const known = cache.get(key);
    // The key of the cache names the task.
    if (known !== undefined) return known as unknown as ReasonerAnswer<Task>;
    const answer = await turns.take(this.#settings.concurrency, options.signal, () =>
      this.#answer({ question, prompt, opened }, options),
    );
    if (answer.author !== null) cache.set(key, answer);
    return answer;
  }

  /** Asks, reads the answer, has it repaired once, and gives the rules' answer where that does not help [Y3]. */
  async #answer<Task extends ReasonerTask>(
    { question, prompt, opened }: Asked<Task>,
    options: AskOptions,
  ): Promise<ReasonerAnswer<Task>> {
    const { task } = question;
    const schema = JSON.stringify(schemaOf(task));
    const system = `${prompt.system}\n\nAnswer with one JSON object of this schema, and nothing else:\n${schema}`;
    const first: Message = { role: 'user', content: fillPrompt(prompt, canonicalJson(question.material)) };
    const told = await this.#tried({ ...opened, system, messages: [first], task }, options);
    const read = readAnswer(told.text, question);
    const author = { reasoner: 'server', model: this.#settings.model, task, prompt: prompt.digest } as const;
    if (read.ok) return { answer: read.answer, author, note: '' };
    const repair: Message = {
      role: 'user',
      content: `That cannot be used. ${told.isCut ? 'It was cut off. ' : ''}${read.fault} Answer again, with the JSON object alone.`,
    };
    const messages = [first, { role: 'assistant', content: told.text.slice(0, 20_000) } as const, repair];
    const again = await this.#tried({ ...opened, system, messages, task }, options);
    const repaired = readAnswer(again.text, question);
    if (repaired.ok) return { answer: repaired.answer, author, note: '' };
    const note = `${this.#settings.model} gave no answer that can be used, also when it was asked to repair it (${repaired.fault}). The rules answered.`;
    return { answer: question.byRules, author: null, note };
  }

  /** Scores each action; the first that fails ends the others, and what was scored by then is not asked again. */
  async #score<Task extends ReasonerTask>(
    { question, prompt, opened }: Asked<Task>,
    options: AskOptions,
  ): Promise<ReasonerAnswer<Task>> {
    const given = new AbortController();
    const signal = options.signal === undefined ? given.signal : AbortSignal.any([options.signal, given.signal]);
    let done = 0;
    const scored = (question.actions ?? []).map(async ({ context, action }) => {
      const before = `${prompt.system}\n\n${fillPrompt(prompt, context)}`;
      const score = await this.#scoreOne({ ...opened, context: before, action: ` ${action}` }, signal);
      options.onProgress?.({ characters: (done += 1), attempt: 1, waits: false });
      return score;
    });
    const logProbabilities = await Promise.all(scored).catch(async (error: unknown) => {
      given.abort();
      await Promise.allSettled(scored);
      throw error;
    });
    // This method is called for the task `likelihood` alone.
    const answer = { logProbabilities } as unknown as ReasonerAnswers[Task];
    const author = {
      reasoner: 'server',
      model: this.#settings.model,
      task: question.task,
      prompt: prompt.digest,
    } as const;
    return { answer, author, note: '' };
  }

  async #scoreOne(
    { address, key, context, action }: Omit<EchoRequest, 'settings'>,
    signal: AbortSignal,
  ): Promise<number | null> {
    const { scores, turns, ledger } = this.#parts;
    const settings = this.#settings;
    const digest = contentId({ context, action, address: address.href, model: settings.model });
    const known = scores.get(digest);
    if (known !== undefined) return known;
    const expected = { tokensIn: estimateTokens(context.length + action.length), tokensOut: 1 };
    const score = await turns.take(settings.concurrency, signal, () =>
      this.#again({ address, signal }, async () => {
        const reserved = await ledger.reserve(expected, settings);
        const told = await echo({ address, key, settings, context, action }, signal).catch(async (error: unknown) => {
          await ledger.settle(reserved, null, { settings, expected });
          throw error;
        });
        await ledger.settle(reserved, told, { settings, expected });
        return told.logProbability;
      }),
    );
    scores.set(digest, score);
    return score;
  }

  /** One request, tried again where that may help, within the budget. */
  #tried(request: Request, options: AskOptions): Promise<Exchanged> {
    const told = (attempt: number): Promise<Exchanged> => {
      options.onProgress?.({ characters: 0, attempt, waits: false });
      return this.#counted(request, options, attempt);
    };
    const isMended = (fault: Fault): boolean => this.#mayDropSchema(request, fault);
    return this.#again({ ...options, address: request.address, isMended }, told);
  }

  /** `once` is called until it is answered, or until another try would not help. `isMended`: another try is another request. */
  async #again<T>(
    {
      address,
      isMended = () => false,
      ...options
    }: AskOptions & { readonly address: URL; readonly isMended?: (fault: Fault) => boolean },
    once: (attempt: number) => Promise<T>,
  ): Promise<T> {
    const { retries, timeLimit } = this.#settings;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(attempt);
      } catch (error) {
        if (!(error instanceof FaultError)) throw error;
        const { fault } = error;
        if (isMended(fault)) continue;
        const wait = fault.wait ?? this.#parts.backoff * 2 ** (attempt - 1);
        // Who asks for more time than an answer may take is told of, not waited for.
        if (!isPassing(fault) || attempt > retries || wait > timeLimit * 1000) {
          throw this.#report(fault, address, attempt);
        }
        options.onProgress?.({ characters: 0, attempt, waits: true });
        await pause(wait, options.signal);
      }
    }
  }

  async #counted(request: Request, options: AskOptions, attempt: number): Promise<Exchanged> {
    const { ledger, withoutSchema } = this.#parts;
    const { address, key, system, messages, task } = request;
    const settings = this.#settings;
    const { maxOutputTokens } = settings;
    const sent = system.length + messages.reduce((sum, { content }) => sum + content.length, 0);
    const expected = { tokensIn: estimateTokens(sent), tokensOut: maxOutputTokens };
    const reserved = await ledger.reserve(expected, settings);
    let characters = 0;
    const onCharacters = (count: number): void => {
      characters = count;
      options.onProgress?.({ characters, attempt, waits: false });
    };
    const schema = withoutSchema.has(this.#place(address)) ? null : task;
    try {
      const told = await exchange(
        { address, key, settings, system, messages, schema, maxOutputTokens },
        { signal: options.signal, onCharacters },
      );
      const counted = { ...expected, tokensOut: estimateTokens(told.text.length) };
      await ledger.settle(reserved, told, { settings, expected: counted });
      return told;
    } catch (error) {
      // What was heard before it broke off was paid for all the same.
      const spent = characters > 0 ? { tokensIn: null, tokensOut: null } : null;
      await ledger.settle(reserved, spent, {
        settings,
        expected: { ...expected, tokensOut: estimateTokens(characters) },
      });
      throw error;
    }
  }

  /** Some servers refuse a request with a schema: then the words of the prompt have to do. */
  #mayDropSchema({ address }: Request, { kind, said }: Fault): boolean {
    const { withoutSchema } = this.#parts;
    const place = this.#place(address);
    if (kind !== 'refused' || withoutSchema.has(place) || !/response_format|json_schema|schema/i.test(said))
      return false;
    withoutSchema.add(place);
    return true;
  }

  #place(address: URL): string {
    return `${address.href} ${this.#settings.model}`;
  }

  async #open(): Promise<{ readonly address: URL; readonly key: string | null }> {
    const address = parseAddress(this.#settings.address);
    const key = await this.#parts.vault.key();
    if (key !== null) refuseOpenKey(address);
    return { address, key };
  }

  #report(fault: Fault, { host }: URL, tries: number): Error {
    return reportFault(fault, { host, model: this.#settings.model, tries });
  }
}

interface Asked<Task extends ReasonerTask> {
  readonly question: ReasonerQuestion<Task>;
  readonly prompt: Prompt;
  readonly opened: { readonly address: URL; readonly key: string | null };
}

interface Request {
  readonly address: URL;
  readonly key: string | null;
  readonly system: string;
  readonly messages: readonly Message[];
  readonly task: ReasonerTask;
}

async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await setTimeout(milliseconds, undefined, { signal });
  } catch {
    throw cancelledError();
  }
}
