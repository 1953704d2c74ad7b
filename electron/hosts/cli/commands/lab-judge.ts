import type { JudgedCandidate, JudgeProgress } from '../../../../shared/contract/index.ts';
import { seedBounds, wrongUse } from '../arguments.ts';
import type { Answer, Context } from '../command.ts';
import { lastOf } from './lab-stream.ts';
import { worldOf } from './lab-world.ts';
import { withMemory } from './with-memory.ts';

/** Candidates of a ProcMEM memory play the same games as the skills that they would change. */
export async function judge(context: Context, words: readonly string[]): Promise<Answer> {
  const { args, signal } = context;
  args.need('memory');
  const level = Number(args.text('level') ?? 0.05);
  if (!(level >= 0.0001 && level <= 0.5)) throw wrongUse('--level must be a number from 0.0001 to 0.5.');
  const settings = {
    candidates: words,
    games: args.whole('episodes', { least: 1, most: 10_000 }) ?? 60,
    level,
    maxSteps: args.whole('max-steps', { least: 1, most: 10_000 }) ?? 50,
    seed: args.whole('seed', seedBounds) ?? 0,
  };
  const world = worldOf(args);
  const rows = await withMemory(context, async (client) =>
    lastOf<JudgeProgress, readonly JudgedCandidate[]>(
      context,
      await client.lab.judge({ world, settings }, { signal }),
      progressLine,
    ),
  );
  return { json: rows, text: rows.map(describe).join('\n') };
}

function progressLine(told: JudgeProgress): string | null {
  if (told.kind !== 'progress') return null;
  const { name, episodes, of, solved } = told;
  return episodes % 20 === 0 || episodes === of ? `${name}: ${episodes} of ${of} games, ${solved} won` : null;
}

function describe(row: JudgedCandidate): string {
  const { id, passes, games, parent, candidate, wins, losses, p, gate, edits } = row;
  return [
    `${id}  ${passes ? 'passes' : 'does not pass'}; the gate ${gate ? 'let it pass' : 'did not let it pass'}`,
    `  ${games} games: ${candidate} won with the edit, ${parent} without; ${wins} only with it, ${losses} only without (p ${p.toPrecision(2)})`,
    ...edits.map((edit) => `  ${edit}`),
  ].join('\n');
}
