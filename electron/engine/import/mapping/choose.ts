import type { Mapping } from '../../../../shared/contract/index.ts';
import type { Column } from './columns.ts';

/** The saved mapping that fits: all its columns are there. The one that asks for most wins, then the first by name. */
export function findMapping(columns: readonly Column[], mappings: readonly Mapping[]): Mapping | null {
  const paths = new Set(columns.map((column) => column.path));
  const fitting = mappings.filter(
    (mapping) => mapping.columns.length > 0 && mapping.columns.every((path) => paths.has(path)),
  );
  const ranked = fitting.toSorted((a, b) => b.columns.length - a.columns.length || (a.name < b.name ? -1 : 1));
  return ranked[0] ?? null;
}

const NAMES = {
  action: /^(?:action|act|command|cmd|tool_call|call|query|sql|input|code)$/i,
  observation: /^(?:observation_next|observation|obs|output|response|result|tool_result|reply)$/i,
  thought: /^(?:thought|think|reasoning|rationale)$/i,
  goal: /^(?:goal|task|instruction|question|problem|request|prompt)$/i,
  episode: /^(?:episode|episode_id|trajectory_id|session|session_id|run_id|conversation_id|task_id)$/i,
  outcome: /^(?:success|solved|resolved|correct|passed|outcome|reward|score|won)$/i,
} as const;

/** A mapping to start from, by the usual names of fields; null when nothing looks like an action. */
export function suggestMapping(columns: readonly Column[]): Mapping | null {
  const nested = columns.find((column) => column.path.includes('[].') && NAMES.action.test(lastPart(column.path)));
  const steps = nested?.path.slice(0, nested.path.indexOf('[].'));
  const inside = (path: string): boolean => steps !== undefined && path.startsWith(`${steps}[].`);
  const find = (name: keyof typeof NAMES, within: (path: string) => boolean): string | undefined =>
    columns.find((column) => within(column.path) && NAMES[name].test(lastPart(column.path)))?.path;
  const outside = (path: string): boolean => !path.includes('[].');
  const stepPath = steps === undefined ? outside : inside;
  const action = find('action', stepPath);
  if (action === undefined) return null;
  const relative = (path: string | undefined): string | undefined =>
    steps === undefined ? path : path?.slice(steps.length + 3);
  const fields = {
    goal: find('goal', outside),
    steps,
    thought: relative(find('thought', stepPath)),
    observation: relative(find('observation', stepPath)),
    outcome: find('outcome', outside),
    episode: steps === undefined ? find('episode', outside) : undefined,
  };
  const given = Object.fromEntries(Object.entries(fields).filter(([, path]) => path !== undefined));
  return {
    name: 'Suggested',
    columns: columns.map((column) => column.path),
    action: relative(action) ?? action,
    ...given,
  };
}

function lastPart(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('.'), path.lastIndexOf(']')) + 1);
}
