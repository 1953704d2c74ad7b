import { z } from 'zod';
import { strategyStateSchema } from '../../../shared/model/index.ts';
import type { StrategyState } from '../../../shared/model/index.ts';
import type { DerivedRow } from '../ports.ts';

/** Rows of what one strategy alone has begin with this. */
export const strategyPrefix = 'strategy';

const digits = 6;
const headSchema = z.object({ kind: z.enum(['memp', 'procmem']) });

/** One row for the kind, and one for each element of each list, by its place: a list is never one row. */
export function strategyRows(state: StrategyState): readonly { readonly id: string; readonly value: object }[] {
  if (state === null) return [];
  const { kind, ...lists } = state;
  return [
    { id: strategyPrefix, value: { kind } },
    ...Object.entries<readonly object[]>(lists).flatMap(([name, list]) =>
      list.map((value, at) => ({ id: `${strategyPrefix}:${name}:${String(at).padStart(digits, '0')}`, value })),
    ),
  ];
}

/** The state of the strategy from its rows; null where there are none. @throws ZodError for a row of another shape */
export function readStrategy(rows: readonly DerivedRow[]): StrategyState {
  const head = rows.find(({ id }) => id === strategyPrefix);
  if (head === undefined) return null;
  const lists: Record<string, unknown[]> = {};
  for (const { id, json } of rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const [, name] = id.split(':');
    if (id.startsWith(`${strategyPrefix}:`) && name !== undefined) (lists[name] ??= []).push(JSON.parse(json));
  }
  const { kind } = headSchema.parse(JSON.parse(head.json));
  const empty =
    kind === 'memp' ? { entries: [], groups: [] } : { skills: [], gradients: [], candidates: [], rounds: [] };
  return strategyStateSchema.parse({ ...empty, kind, ...lists });
}
