import type {
  Attribution,
  Explanation,
  GateScores,
  ReasonerProgress,
  ReasonerStatus,
  Segmentation,
  TaskFacts,
  WritingReport,
} from '../../../shared/contract/index.ts';
import {
  abstractQuestion,
  described,
  describeQuestion,
  explainQuestion,
  rewriteQuestion,
  scripted,
} from '../drafting/index.ts';
import type { Engine } from '../engine.ts';
import { ask, promptsFolder, propose, writableProcedure, type Options } from './asking.ts';
import { attributeSkill, readFacts, segmentTrajectory } from './readings.ts';
import { proposalDetail } from './review.ts';
import type { ScoredCandidates } from './scored-candidates.ts';
import { spansOf } from './spans.ts';
import { candidateOf, mempEntry } from './strategies.ts';
import { streamed } from './streamed.ts';
import { os } from './wire.ts';

export function reasonerHandlers(engine: Engine, scores: ScoredCandidates) {
  const desk = () => engine.config.reasoner();
  const status = () => statusOf(engine);
  return {
    status: os.reasoner.status.handler(status),
    configure: os.reasoner.configure.handler(async ({ input }) => {
      await (await desk()).configure(input.settings);
      return status();
    }),
    setKey: os.reasoner.setKey.handler(async ({ input }) => {
      await (await desk()).vault.set(input.key);
      return status();
    }),
    resetUse: os.reasoner.resetUse.handler(async () => {
      await (await desk()).resetUse();
      return status();
    }),
    models: os.reasoner.models.handler(async ({ signal }) => [...(await (await desk()).models(signal))]),
    test: os.reasoner.test.handler(async ({ signal }) => (await desk()).test(signal)),
    describe: os.reasoner.describe.handler(({ input, signal }) =>
      streamed<ReasonerProgress, WritingReport>(signal, (options) => describeProcedure(engine, input.id, options)),
    ),
    explain: os.reasoner.explain.handler(({ input, signal }) =>
      streamed<ReasonerProgress, Explanation>(signal, (options) => explainProposal(engine, input.id, options)),
    ),
    writeScript: os.reasoner.writeScript.handler(({ input, signal }) =>
      streamed<ReasonerProgress, WritingReport>(signal, (options) => writeScript(engine, input, options)),
    ),
    segment: os.reasoner.segment.handler(({ input, signal }) =>
      streamed<ReasonerProgress, Segmentation>(signal, (options) => segmentTrajectory(engine, input.id, options)),
    ),
    attribute: os.reasoner.attribute.handler(({ input, signal }) =>
      streamed<ReasonerProgress, Attribution>(signal, (options) => attributeSkill(engine, input.id, options)),
    ),
    facts: os.reasoner.facts.handler(({ input, signal }) =>
      streamed<ReasonerProgress, TaskFacts>(signal, (options) => readFacts(engine, input.goal, options)),
    ),
    score: os.reasoner.score.handler(({ input, signal }) =>
      streamed<ReasonerProgress, GateScores>(signal, (options) =>
        scores.score(candidateOf(engine.memory.state, input.id), options),
      ),
    ),
  };
}

async function statusOf(engine: Engine): Promise<ReasonerStatus> {
  const desk = await engine.config.reasoner();
  const settings = await desk.settings();
  const name = { rules: '', server: settings.server.model, local: settings.local.folder }[settings.kind];
  const memory = engine.isOpen ? promptsFolder(engine.memory) : null;
  const [key, use, prompts] = await Promise.all([desk.vault.where(), desk.use(), desk.prompts(memory)]);
  return { settings, name, key, use, prompts };
}

async function describeProcedure(engine: Engine, id: string, options: Options): Promise<WritingReport> {
  const { memory } = engine;
  const { procedures } = memory.state.derived;
  const procedure = writableProcedure(memory, id);
  const others = procedures.filter((item) => item.id !== id && item.status === 'live');
  const success = await spansOf(memory, procedure.contexts.success.slice(0, 3));
  const told = await ask({ engine, memory }, describeQuestion({ procedure, others, success }), options);
  const { goal, because } = told.answer;
  return propose({ engine, memory }, told, {
    itemId: id,
    baseRevision: procedure.revision,
    title: `${procedure.body.goal}: called "${goal}"`,
    body: described(procedure.body, goal),
    because,
  });
}

/** The script of an entry, from its episode or from those that it was retrieved for. */
async function writeScript(
  engine: Engine,
  { id, task }: { readonly id: string; readonly task: 'abstract' | 'rewrite' },
  options: Options,
): Promise<WritingReport> {
  const { memory } = engine;
  const entry = writableProcedure(memory, id);
  const { steps } = await mempEntry(memory, id);
  const [success, failure] = await Promise.all([
    spansOf(memory, entry.contexts.success.slice(0, 3)),
    spansOf(memory, entry.contexts.failure.slice(0, 3)),
  ]);
  const told =
    task === 'abstract'
      ? await ask({ engine, memory }, abstractQuestion({ entry, steps }), options)
      : await ask({ engine, memory }, rewriteQuestion({ entry, success, failure }), options);
  const { steps: templates, because } = told.answer;
  return propose({ engine, memory }, told, {
    itemId: id,
    baseRevision: entry.revision,
    title: `${entry.body.goal}: a script of ${templates.length} steps`,
    body: scripted(entry.body, templates),
    because,
  });
}

async function explainProposal(engine: Engine, id: string, options: Options): Promise<Explanation> {
  const { memory } = engine;
  const { proposal, success, failure } = await proposalDetail(memory, id);
  const told = await ask({ engine, memory }, explainQuestion({ proposal, success, failure }), options);
  return { author: told.author, note: told.note, explanation: told.answer.explanation };
}
