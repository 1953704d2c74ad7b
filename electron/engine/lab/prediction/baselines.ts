import { rebind } from './rebind.ts';
import type { Lesson, ToldEpisode } from './lesson.ts';
import { momentsOf } from './moments.ts';
import { type Deed, deedKey, type Foretold } from './deeds.ts';
import { Sight } from './sight.ts';

const RANKED = 3;

/** The commonest steps of the successes that the memory knows, whatever happens. */
export function foretellMostFrequent({ episodes }: Lesson): Foretold {
  const [deeds, templates] = [new Map<string, { deed: Deed; count: number }>(), new Map<number, number>()];
  for (const { outcome, steps } of episodes) {
    if (outcome !== 'success') continue;
    for (const { template, args } of steps) {
      const deed = { template, args: args.map(({ text }) => text) };
      const known = deeds.get(deedKey(deed)) ?? { deed, count: 0 };
      known.count += 1;
      deeds.set(deedKey(deed), known);
      templates.set(template, (templates.get(template) ?? 0) + 1);
    }
  }
  return {
    deeds: [...deeds.values()]
      .sort((a, b) => b.count - a.count)
      .map(({ deed }) => deed)
      .slice(0, RANKED),
    templates: [...templates]
      .sort((a, b) => b[1] - a[1])
      .map(([template]) => template)
      .slice(0, RANKED),
  };
}

/**
 * What the nearest successes did at the same place, the nearest first: their values exchanged for those of this goal, and
 * their things for those of the same kind that were seen here (SPEC-lab.md, M11).
 */
export function foretellByNearest(
  episode: ToldEpisode,
  { lesson, nearest }: { readonly lesson: Lesson; readonly nearest: readonly ToldEpisode[] },
): readonly Foretold[] {
  const sight = new Sight();
  return momentsOf(episode, lesson)
    .slice(0, -1)
    .map((moment) => {
      sight.follow(moment);
      const deeds = new Map<string, Deed>();
      const templates = new Set<number>();
      for (const other of nearest) {
        const step = other.steps[moment.at];
        if (step === undefined) continue;
        const args = step.args.map(({ text }) => rebind(text, { from: other, to: episode, sight }));
        const deed = { template: step.template, args };
        if (deeds.size < RANKED) deeds.set(deedKey(deed), deed);
        if (templates.size < RANKED) templates.add(step.template);
        if (deeds.size >= RANKED && templates.size >= RANKED) break;
      }
      return { deeds: [...deeds.values()], templates: [...templates] };
    });
}
