import type { Condition, Procedure } from '../../../../shared/model/index.ts';
import type { Template } from '../../abstraction/templates.ts';
import { seenPredicate } from '../../conditions/belief.ts';
import { actId, argumentSlot } from './plays.ts';

/** A step as it is executed: a template of the corpus and the slots that fill it, in order. */
export interface Act {
  readonly template: number;
  readonly slots: readonly string[];
}

/** A procedure as it is executed, or a lone command that is part of no procedure yet: then its id is that of `actId`. */
export interface Skill {
  readonly id: string;
  readonly executions: number;
  readonly acts: readonly Act[];
  /** The slot of what it looks for, where it is done when that came into sight. */
  readonly sought: string | null;
  readonly preconditions: readonly Condition[];
  readonly postconditions: readonly Condition[];
}

const slotForm = /\{([^{}]+)\}/g;

export function readSkill(procedure: Procedure, templateOf: ReadonlyMap<string, number>): Skill | null {
  const acts = procedure.body.steps
    .filter(({ optional }) => !optional)
    .map(({ template }) => {
      const slots = [...template.matchAll(slotForm)].map(([, name = '']) => name);
      let next = 0;
      const index = templateOf.get(
        template.replace(slotForm, () => {
          next += 1;
          return `{${next - 1}}`;
        }),
      );
      return index === undefined ? null : { template: index, slots };
    });
  const known = acts.filter((act) => act !== null);
  return known.length < acts.length || known.length === 0 ? null : skillWith(procedure, known);
}

/** A procedure that is executed by such acts. */
export function skillWith({ id, executions, body }: Procedure, acts: readonly Act[]): Skill {
  const { preconditions, postconditions } = body;
  const seen = postconditions.find(({ predicate }) => predicate === seenPredicate)?.arguments[0];
  const sought = seen?.kind === 'slot' ? seen.name : null;
  return { id, executions, acts, sought, preconditions, postconditions };
}

/** A command by itself, its arguments the slots. */
export function loneAct({ index, text, count }: Template): Skill {
  const slots = (text.match(/\{\d+\}/g) ?? []).map((_, at) => argumentSlot(at));
  return {
    ...{ id: actId(index), executions: count, acts: [{ template: index, slots }] },
    ...{ sought: null, preconditions: [], postconditions: [] },
  };
}
