import type { LocalSettings, ReasonerAnswers, ReasonerTask } from '../../../../shared/model/index.ts';
import { canonicalJson } from '../../identity/index.ts';
import type { AskOptions, Reasoner, ReasonerAnswer, ReasonerQuestion } from '../../ports.ts';
import { readAnswer, schemaOf } from '../answers.ts';
import { cancelledError, reasonerError } from '../faults.ts';
import { fillPrompt, loadPrompt, type Prompt, type PromptFolders } from '../prompts.ts';
import { logLikelihood } from './likelihood.ts';
import type { TextModel } from './vendor.ts';

export interface LocalParts {
  readonly name: string;
  readonly settings: LocalSettings;
  readonly folders: (memory: string | null) => PromptFolders;
  /** Does something with the model while nobody else does. */
  readonly alone: <T>(work: (model: TextModel) => Promise<T>) => Promise<T>;
}

/** A text model of this machine, by transformers.js. It answers in words, and tells how likely a given action is. */
export class LocalReasoner implements Reasoner {
  readonly name: string;
  readonly #parts: LocalParts;

  constructor(parts: LocalParts) {
    this.name = parts.name;
    this.#parts = parts;
  }

  async ask<Task extends ReasonerTask>(
    question: ReasonerQuestion<Task>,
    options: AskOptions = {},
  ): Promise<ReasonerAnswer<Task>> {
    const prompt = await loadPrompt(question.task, this.#parts.folders(options.prompts ?? null));
    return this.#parts.alone(async (model) => {
      if (options.signal?.aborted === true) throw cancelledError();
      return question.task === 'likelihood'
        ? this.#score(model, { question, prompt }, options)
        : this.#say(model, { question, prompt }, options);
    });
  }

  async #say<Task extends ReasonerTask>(
    model: TextModel,
    { question, prompt }: Asked<Task>,
    options: AskOptions,
  ): Promise<ReasonerAnswer<Task>> {
    const schema = JSON.stringify(schemaOf(question.task));
    const system = `${prompt.system}\n\nAnswer with one JSON object of this schema, and nothing else:\n${schema}`;
    const request = fillPrompt(prompt, canonicalJson(question.material));
    let fault = '';
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      const asked = fault === '' ? request : `${request}\n\nAn answer before this one could not be used: ${fault}`;
      const text = model.chat(system, asked) ?? `${system}\n\n${asked}\n\n`;
      const read = readAnswer(await this.#generate(model, text, { ...options, attempt }), question);
      if (read.ok) return { answer: read.answer, author: this.#author(question.task, prompt), note: '' };
      ({ fault } = read);
    }
    const note = `${this.name} gave no answer that can be used, also when it was asked to repair it (${fault}). The rules answered.`;
    return { answer: question.byRules, author: null, note };
  }

  async #generate(model: TextModel, text: string, options: AskOptions & { readonly attempt: number }): Promise<string> {
    const { maxOutputTokens, timeLimit } = this.#parts.settings;
    const tokens = model.encode(text, true).length;
    if (model.window !== null && tokens + maxOutputTokens > model.window) {
      throw reasonerError(
        `The question has ${tokens} tokens; ${this.name} looks at ${model.window}, with an answer of up to ${maxOutputTokens}.`,
        'Choose a model with a longer window, or a shorter answer, in the settings.',
      );
    }
    const { signal, attempt } = options;
    const end = performance.now() + timeLimit * 1000;
    const isOver = (): boolean => performance.now() > end;
    let characters = 0;
    const said = await model.generate(text, {
      maxTokens: maxOutputTokens,
      onText: (piece) => {
        characters += piece.length;
        options.onProgress?.({ characters, attempt, waits: false });
      },
      stops: () => signal?.aborted === true || isOver(),
    });
    if (signal?.aborted === true) throw cancelledError();
    if (isOver()) {
      throw reasonerError(
        `${this.name} did not finish its answer within ${timeLimit} s.`,
        'Raise the time limit in the settings, or choose a smaller model.',
      );
    }
    return said;
  }

  async #score<Task extends ReasonerTask>(
    model: TextModel,
    { question, prompt }: Asked<Task>,
    { signal, onProgress }: AskOptions,
  ): Promise<ReasonerAnswer<Task>> {
    const logProbabilities: (number | null)[] = [];
    for (const { context, action } of question.actions ?? []) {
      if (signal?.aborted === true) throw cancelledError();
      const before = `${prompt.system}\n\n${fillPrompt(prompt, context)}`;
      logProbabilities.push(await logLikelihood(model, { context: before, action: ` ${action}` }));
      onProgress?.({ characters: logProbabilities.length, attempt: 1, waits: false });
    }
    // This method is called for the task `likelihood` alone.
    const answer = { logProbabilities } as unknown as ReasonerAnswers[Task];
    return { answer, author: this.#author(question.task, prompt), note: '' };
  }

  #author(task: ReasonerTask, { digest }: Prompt) {
    return { reasoner: 'local', model: this.name, task, prompt: digest } as const;
  }
}

interface Asked<Task extends ReasonerTask> {
  readonly question: ReasonerQuestion<Task>;
  readonly prompt: Prompt;
}
