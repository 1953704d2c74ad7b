import { join } from 'node:path';
import type { PromptFile, ReasonerTest } from '../../../shared/contract/index.ts';
import { noUse } from '../../../shared/model/index.ts';
import type { ReasonerSettings, ReasonerUse } from '../../../shared/model/index.ts';
import type { KeyVault, Reasoner, ReasonerAnswer } from '../ports.ts';
import { AnswerCache } from './cache.ts';
import { reasonerError } from './faults.ts';
import { Ledger, type UseStore } from './ledger.ts';
import { findModel, LocalModels } from './local/index.ts';
import { listPrompts, type PromptFolders } from './prompts.ts';
import { rulesReasoner } from './rules.ts';
import { parseAddress } from './server/address.ts';
import { ServerReasoner } from './server/server-reasoner.ts';
import { Turns } from './turns.ts';

export interface DeskOptions {
  readonly settings: { read(): Promise<ReasonerSettings>; write(settings: ReasonerSettings): Promise<void> };
  readonly use: UseStore;
  readonly vault: KeyVault;
  /** The prompts that came along, and the folder of those of this user; null for none. */
  readonly prompts: { readonly knack: string; readonly user: string | null };
  /** Milliseconds before a second try; twice as long before each further one. */
  readonly backoff?: number;
}

const firstPause = 500;
/** One a step and version: those of some candidates of the gate. */
const mostScores = 20_000;

/**
 * The reasoner of a person's settings, and what goes with it: key, prompts, budget. While the settings name the rules nothing is
 * asked of anybody [Y1].
 */
export class ReasonerDesk {
  readonly vault: KeyVault;
  readonly #options: DeskOptions;
  readonly #ledger: Ledger;
  readonly #turns = new Turns();
  readonly #cache = new AnswerCache<ReasonerAnswer>();
  readonly #scores = new AnswerCache<number | null>(mostScores);
  readonly #withoutSchema = new Set<string>();
  readonly #local = new LocalModels();

  constructor(options: DeskOptions) {
    this.#options = options;
    this.vault = options.vault;
    this.#ledger = new Ledger(options.use);
  }

  settings(): Promise<ReasonerSettings> {
    return this.#options.settings.read();
  }

  /** What cannot work is refused; nobody is asked for it [Y1]. @throws KnackError WRONG_USE, MODEL_MISSING */
  async configure(settings: ReasonerSettings): Promise<void> {
    const { kind, server, local } = settings;
    if (kind === 'server') parseAddress(server.address);
    if (kind === 'local') await findModel(local.folder);
    await this.#options.settings.write(settings);
  }

  use(): Promise<ReasonerUse> {
    return this.#options.use.read();
  }

  resetUse(): Promise<void> {
    return this.#options.use.write(noUse);
  }

  /** @param memory folder with prompts of the open memory */
  prompts(memory: string | null): Promise<readonly PromptFile[]> {
    return listPrompts(this.#folders(memory));
  }

  /** The reasoner as it is set now. */
  async reasoner(): Promise<Reasoner> {
    const settings = await this.settings();
    switch (settings.kind) {
      case 'rules':
        return rulesReasoner;
      case 'server':
        return this.#server(settings);
      case 'local':
        return this.#local.reasoner(settings.local, (memory) => this.#folders(memory));
    }
  }

  /** The models of the server that is set. @throws KnackError WRONG_USE where none is, REASONER_FAILED */
  async models(signal?: AbortSignal): Promise<readonly string[]> {
    const settings = await this.settings();
    if (settings.kind !== 'server') {
      throw reasonerError('No server is set as the reasoner.', 'Choose a server in the settings first.', 'WRONG_USE');
    }
    return this.#server(settings).models(signal);
  }

  /** Asks one small question. @throws KnackError WRONG_USE for the rules, REASONER_FAILED */
  async test(signal?: AbortSignal): Promise<ReasonerTest> {
    const reasoner = await this.reasoner();
    if (reasoner === rulesReasoner) {
      throw reasonerError('The rules need no connection.', 'Choose a server or a model of this machine.', 'WRONG_USE');
    }
    // A question that was answered before would tell nothing about the connection.
    this.#cache.clear();
    const begun = performance.now();
    const { answer, author, note } = await reasoner.ask(
      {
        task: 'describe',
        material: {
          steps: ['open the letter', 'read the letter', 'answer the letter'],
          goalByRules: 'answer the letter',
        },
        byRules: { goal: 'answer the letter', because: '' },
      },
      { signal },
    );
    return {
      model: reasoner.name,
      milliseconds: performance.now() - begun,
      said: author === null ? note : answer.goal,
      author,
    };
  }

  async close(): Promise<void> {
    await this.#local.close();
  }

  #server({ server }: ReasonerSettings): ServerReasoner {
    return new ServerReasoner(server, {
      vault: this.vault,
      ledger: this.#ledger,
      turns: this.#turns,
      cache: this.#cache,
      scores: this.#scores,
      withoutSchema: this.#withoutSchema,
      folders: (memory) => this.#folders(memory),
      backoff: this.#options.backoff ?? firstPause,
    });
  }

  #folders(memory: string | null): PromptFolders {
    const { knack, user } = this.#options.prompts;
    return { knack, user, memory: memory === null ? null : join(memory, 'prompts') };
  }
}
