import type {
  Attribution,
  Client,
  ReasonerProgress,
  Segmentation,
  TaskFacts,
} from '../../../../shared/contract/index.ts';
import type { Author } from '../../../../shared/model/index.ts';
import type { Answer, Context } from '../command.ts';
import { lastOf } from './lab-stream.ts';

/** How far a question is, on one line. */
export const tellOf = ({ characters, attempt, waits }: ReasonerProgress): string =>
  `${characters} characters${attempt > 1 ? `, try ${attempt}` : ''}${waits ? ', waits' : ''}`;

const byWhom = (author: Author | null): string =>
  author === null ? 'By the rules' : `Written by ${author.model}, unproven`;

/** The sub-goals of an episode. */
export async function segment(client: Client, id: string, context: Context): Promise<Answer> {
  const stream = await client.reasoner.segment({ id }, { signal: context.signal });
  const report = await lastOf<ReasonerProgress, Segmentation>(context, stream, tellOf);
  const { author, note, segments, moved, because } = report;
  const lines = segments.map(({ from, to, description }) => `${from} to ${to - 1}  ${description}`);
  const mended = moved === 0 ? '' : `${moved} steps were in no segment or in two; they went to a neighbour`;
  return { json: report, text: [byWhom(author), note, ...lines, mended, because].filter(Boolean).join('\n') };
}

/** What the episodes of a skill blame of it, and the proposal that was made of it. */
export async function attribute(client: Client, id: string, context: Context): Promise<Answer> {
  const stream = await client.reasoner.attribute({ id }, { signal: context.signal });
  const report = await lastOf<ReasonerProgress, Attribution>(context, stream, tellOf);
  const { author, note, voices, edits, episodes, proposalId, because, decision } = report;
  const said = voices.map(({ trajectoryId, side, field, kind, text, quote }) => {
    const rests = quote === '' ? '' : `  ("${quote}")`;
    return `${trajectoryId.slice(0, 12)} ${side}: ${field} ${kind} ${text}${rests}`;
  });
  const together = edits.map(
    ({ field, kind, text, voices: count }) => `${count} of ${episodes}: ${field} ${kind} ${text}`,
  );
  const proposal = proposalId === null ? 'Nothing is proposed.' : `${proposalId}  waits for review`;
  const lines = said.length === 0 ? ['No episode says anything of it.'] : [...said, ...together];
  const text = [byWhom(author), ...lines, `${proposal} ${note}`.trim(), because].filter(Boolean).join('\n');
  return { json: { ...report, decision: undefined, stateHash: decision?.stateHash ?? null }, text };
}

/** What a task names, for the retrieval of Mem^p. */
export async function facts(client: Client, goal: string, context: Context): Promise<Answer> {
  const stream = await client.reasoner.facts({ goal }, { signal: context.signal });
  const report = await lastOf<ReasonerProgress, TaskFacts>(context, stream, tellOf);
  const { author, note, facts: read, because } = report;
  const lines = read.map(({ key, value, quote }) => `${key}: ${value}  ("${quote}")`);
  const text = [byWhom(author), note, ...(lines.length === 0 ? ['It names nothing.'] : lines), because];
  return { json: report, text: text.filter(Boolean).join('\n') };
}
