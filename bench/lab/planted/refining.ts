import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importInto, openTestMemory, tempFolder } from '../../../electron/engine/fixtures/memory.fixture.ts';
import type { Actor } from '../../../electron/engine/lab/index.ts';
import { createAgent, sourcesOf } from '../../../electron/engine/lab/agent/index.ts';
import { type PlayedEpisode, recordOfEpisode } from '../../../electron/engine/lab/run/index.ts';
import { type Memory, planApproval, planEdit, planUndo } from '../../../electron/engine/memory/index.ts';
import type { ProcedureBody, Proposal } from '../../../shared/model/index.ts';
import { playAll } from '../play.ts';
import { Apprentice } from './apprentice.ts';
import { Workshop } from './workshop.ts';

/** States of one memory, in the order in which they are played. */
export const stages = ['as learnt', 'planted', 'weak applied', 'condition applied', 'both applied'] as const;
export type Stage = (typeof stages)[number];

export interface RefiningOptions {
  /** Tells memories apart: each has recordings of games of its own. */
  readonly seed: number;
  /** Games of each job that the apprentice plays, that the faulty memory plays and learns from, and that are held out. */
  readonly recorded: number;
  readonly training: number;
  readonly heldOut: number;
}

export interface Refined {
  readonly seed: number;
  /** Titles of what was proposed for the faulty memory, by strength. */
  readonly strong: readonly string[];
  readonly weak: readonly string[];
  readonly foundCondition: boolean;
  readonly foundOrder: boolean;
  readonly played: ReadonlyMap<Stage, readonly PlayedEpisode[]>;
}

/** Held-out games are the same for all memories, and begin after those of the last one. */
const heldOutFrom = 9001;
const gamesOfMemory = 200;

/**
 * Learns from an apprentice, takes a precondition out and turns an order round by edits of the library, lets the faulty memory play
 * and learn from its own runs, and plays held-out games as it is, and after its proposals were approved.
 */
export async function refine({ seed, recorded, training, heldOut }: RefiningOptions): Promise<Refined> {
  const folder = await tempFolder();
  const memory = await openTestMemory(join(folder.path, 'memory'));
  try {
    const first = seed * gamesOfMemory + 1;
    const learnFrom = async (name: string, environment: Workshop, actor: Actor): Promise<void> => {
      const played = await playAll({ environment, games: await environment.games(), actor });
      const file = join(folder.path, `${name}.jsonl`);
      await writeFile(
        file,
        played
          .map((episode, index) => `${JSON.stringify(recordOfEpisode(episode, { agent: name, index }))}\n`)
          .join(''),
      );
      await importInto(memory, [file]);
    };
    const exam = new Workshop({ from: heldOutFrom, to: heldOutFrom + heldOut - 1 });
    const played = new Map<Stage, readonly PlayedEpisode[]>();
    const play = async (stage: Stage): Promise<void> => {
      const { actor } = createAgent(await sourcesOf(memory), {});
      played.set(stage, await playAll({ environment: exam, games: await exam.games(), actor }));
    };
    await learnFrom('apprentice', new Workshop({ from: first, to: first + recorded - 1 }), new Apprentice());
    await play('as learnt');
    await plant(memory);
    const own = createAgent(await sourcesOf(memory), {}).actor;
    await learnFrom('own', new Workshop({ from: first + recorded, to: first + recorded + training - 1 }), own);
    await play('planted');
    const pending = pendingOf(memory);
    const strong = pending.filter((proposal) => proposal.strong);
    const weak = pending.filter((proposal) => !proposal.strong);
    const condition = strong.find(({ contrasts }) => contrasts.some(({ label }) => label === '{object} is dry'));
    const order = strong.find(({ contrasts }) => contrasts.some(({ part }) => part === 'order'));
    if (weak.length > 0) {
      for (const { id } of weak) await memory.decide((state) => planApproval(state, id));
      await play('weak applied');
      for (const _ of weak) await memory.decide((state) => planUndo(state));
    }
    if (condition !== undefined) await memory.decide((state) => planApproval(state, condition.id));
    await play('condition applied');
    if (order !== undefined) await memory.decide((state) => planApproval(state, order.id));
    await play('both applied');
    const titles = (proposals: readonly Proposal[]): readonly string[] => proposals.map(({ title }) => title);
    return {
      ...{ seed, played, strong: titles(strong), weak: titles(weak) },
      ...{ foundCondition: condition !== undefined, foundOrder: order !== undefined },
    };
  } finally {
    await memory.close();
    await folder.remove();
  }
}

function pendingOf({ state }: Memory): readonly Proposal[] {
  return state.derived.proposals.filter(({ status }) => status === 'pending');
}

/** The faults: what is glazed need not be dry, and what is mounted is oiled first and sanded then. */
async function plant(memory: Memory): Promise<void> {
  await edit(memory, 'glaze', (body) => ({
    ...body,
    preconditions: body.preconditions.filter(({ predicate }) => predicate !== '{0} is dry'),
  }));
  await edit(memory, 'mount', (body) => {
    const [sand, oil, ...rest] = body.steps;
    return { ...body, steps: [oil, sand, ...rest].filter((step) => step !== undefined) };
  });
}

async function edit(memory: Memory, verb: string, change: (body: ProcedureBody) => ProcedureBody): Promise<void> {
  await memory.decide((state) => {
    const procedure = state.derived.procedures.find(({ body }) => body.goal.startsWith(`${verb} `));
    if (procedure === undefined) throw new Error(`Nothing was learnt of ${verb}.`);
    return planEdit(state, { id: procedure.id, baseRevision: procedure.revision, body: change(procedure.body) });
  });
}
