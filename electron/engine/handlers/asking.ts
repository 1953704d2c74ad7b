import type { ReasonerProgress, WritingReport } from '../../../shared/contract/index.ts';
import { KnackError } from '../../../shared/errors.ts';
import type { Procedure, ReasonerTask } from '../../../shared/model/index.ts';
import type { Engine } from '../engine.ts';
import { planWriting, type Memory, type Writing } from '../memory/index.ts';
import type { ReasonerAnswer, ReasonerQuestion } from '../ports.ts';
import { notFound } from './library.ts';
import type { StreamOptions } from './streamed.ts';

export type Options = StreamOptions<ReasonerProgress>;

/** A memory in a folder may have prompts of its own; one in an object store has none. */
export function promptsFolder({ store }: Memory): string | null {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(store.uri) ? null : store.uri;
}

/** Asks the reasoner of the settings. */
export async function ask<Task extends ReasonerTask>(
  { engine, memory }: { readonly engine: Engine; readonly memory: Memory },
  question: ReasonerQuestion<Task>,
  { signal, onProgress }: Options,
): Promise<ReasonerAnswer<Task>> {
  const reasoner = await (await engine.config.reasoner()).reasoner();
  return reasoner.ask(question, {
    signal,
    prompts: promptsFolder(memory),
    onProgress: (progress) => onProgress({ kind: 'progress', ...progress }),
  });
}

/** A procedure that may be proposed something: known before a model is asked, and paid. */
export function writableProcedure({ state }: Memory, id: string): Procedure {
  const procedure = state.derived.procedures.find((item) => item.id === id);
  if (procedure === undefined) throw notFound('procedure', id);
  if (procedure.status === 'live' && procedure.locked !== true) return procedure;
  throw new KnackError({
    code: 'WRONG_USE',
    happened: `${id} is ${procedure.status === 'live' ? 'locked' : procedure.status}: nothing is proposed for it.`,
    kept: 'The memory is as it was.',
    todo: procedure.status === 'live' ? 'Unlock it first.' : 'Restore it first.',
  });
}

/** Puts what a model wrote into the queue of review; what the rules say is there already. */
export async function propose(
  { engine, memory }: { readonly engine: Engine; readonly memory: Memory },
  { author, note }: ReasonerAnswer,
  { because, ...writing }: Omit<Writing, 'written'> & { readonly because: string },
): Promise<WritingReport> {
  if (author === null) {
    return { author, note: note === '' ? rulesHaveNothing : note, proposalId: null, decision: null, because: '' };
  }
  const written = { by: author, because };
  const decision = await memory.decide((state) => planWriting(state, { ...writing, written }));
  engine.touched();
  const { change } = decision.event;
  const proposalId = change.kind === 'proposal-written' ? change.proposalId : null;
  return { author, note, proposalId, decision, because };
}

const rulesHaveNothing = 'The rules are the reasoner: what they say is there already. Choose a model in the settings.';
