import { readFileSync } from 'node:fs';
import { z } from 'zod';

const GoalRecord = z.object({
  game: z.string(),
  task_type: z.string(),
  object: z.string(),
  receptacle: z.string(),
  goal: z.string(),
  human_goals: z.array(z.string()),
});

/** A sentence in somebody's own words, and the task that it means. */
export interface Question {
  readonly game: string;
  readonly text: string;
  readonly type: string;
  readonly task: string;
}

/** A recorded goal sentence with the types and tasks that it stands for. */
export interface Candidate {
  readonly text: string;
  readonly types: ReadonlySet<string>;
  readonly tasks: ReadonlySet<string>;
}

export interface GoalFile {
  readonly questions: readonly Question[];
  /** The distinct goals in the order of their first line. */
  readonly candidates: readonly Candidate[];
}

/** Reads a file of goals, one JSON object a line. Throws ZodError or SyntaxError when a line has another form. */
export function readGoals(path: string): GoalFile {
  const questions: Question[] = [];
  const candidates = new Map<string, { text: string; types: Set<string>; tasks: Set<string> }>();
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (line.trim() === '') continue;
    const record = GoalRecord.parse(JSON.parse(line));
    const task = JSON.stringify([record.task_type, record.object, record.receptacle]);
    for (const text of record.human_goals) questions.push({ game: record.game, text, type: record.task_type, task });
    const candidate = candidates.get(record.goal) ?? { text: record.goal, types: new Set(), tasks: new Set() };
    candidate.types.add(record.task_type);
    candidate.tasks.add(task);
    candidates.set(record.goal, candidate);
  }
  return { questions, candidates: [...candidates.values()] };
}
