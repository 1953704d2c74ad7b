import type { Derived, Procedure } from '../../../../shared/model/index.ts';
import type { Corpus, CorpusStep } from '../../abstraction/corpus.ts';
import { argumentSlot } from './plays.ts';
import { type Act, type Skill, skillWith } from './skills.ts';

/** A procedure as it was executed most often in the episodes of a corpus, where its body is in other words; null where it never was. */
export function executionsOf({ segments }: Derived, { episodes }: Corpus): (procedure: Procedure) => Skill | null {
  const stepsOf = new Map(episodes.map(({ trajectoryId, steps }) => [trajectoryId, steps]));
  const own = Map.groupBy(
    segments.filter(({ trajectoryId }) => stepsOf.has(trajectoryId)),
    ({ procedureId }) => procedureId,
  );
  return (procedure) => {
    const done = new Map<string, { readonly acts: readonly Act[]; times: number }>();
    for (const { trajectoryId, from, to, bindings } of own.get(procedure.id) ?? []) {
      const steps = (stepsOf.get(trajectoryId) ?? []).slice(from, to).filter(({ refused }) => !refused);
      const acts = steps.map((step) => actOf(step, bindings));
      const key = JSON.stringify(acts);
      const entry = done.get(key) ?? { acts, times: 0 };
      entry.times += 1;
      if (acts.length > 0) done.set(key, entry);
    }
    const [usual] = [...done].sort(([a, one], [b, other]) => other.times - one.times || (a < b ? -1 : 1));
    return usual === undefined ? null : skillWith(procedure, usual[1].acts);
  };
}

function actOf({ template, args }: CorpusStep, bindings: Readonly<Record<string, string>>): Act {
  const slotOf = new Map(Object.entries(bindings).map(([slot, value]) => [value, slot]));
  return { template, slots: args.map(({ text }, at) => slotOf.get(text) ?? argumentSlot(at)) };
}
