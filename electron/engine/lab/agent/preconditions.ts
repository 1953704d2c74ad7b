import { Beliefs, sentenceOf, type Wanted, wantedOf } from './conditions.ts';
import type { Knowledge } from './knowledge.ts';
import type { Means, MeansFinder } from './means.ts';
import type { Scene } from './scene.ts';
import type { Skill } from './skills.ts';

/** A procedure that is being executed: which step comes next, and what its slots are bound to. */
export interface Executing {
  readonly skill: Skill;
  readonly bindings: ReadonlyMap<string, string>;
  readonly act: number;
}

/** Whether the next step may be taken: or what to bring about first, or what stands against it. */
export type Verdict =
  | { readonly kind: 'ready' }
  | { readonly kind: 'bring'; readonly means: Means; readonly sentence: string }
  | { readonly kind: 'violated'; readonly sentence: string };

/** What a follower needs to test preconditions; without it each step is taken as it comes. */
export interface Testing {
  readonly testing?:
    | {
        readonly means: MeansFinder;
        /** Whether there is something else to try first where a precondition cannot be met. */
        readonly mayYield: () => boolean;
      }
    | undefined;
  /** There where the way brings a condition about for another one: how deep, and what its slots are. */
  readonly errand?: { readonly depth: number; readonly bindings: ReadonlyMap<string, string> } | undefined;
}

export interface PreconditionParts {
  readonly knowledge: Knowledge;
  readonly scene: Scene;
  readonly means: MeansFinder;
}

const ready: Verdict = { kind: 'ready' };

/** Tests the preconditions of what is executed against what was told in this episode (SPEC-lab, A11). */
export class Preconditions {
  readonly #parts: PreconditionParts;
  readonly #beliefs: Beliefs;
  readonly #tried = new Set<string>();

  constructor(parts: PreconditionParts) {
    this.#parts = parts;
    this.#beliefs = new Beliefs(parts.knowledge, parts.scene);
  }

  /** The verdict on the next step. What is known to be otherwise counts at every step, what is not known at the last one alone. */
  verdict(executing: Executing): Verdict {
    const unmet = this.#unmetOf(executing);
    for (const { wanted } of unmet) {
      const sentence = sentenceOf(wanted);
      const next = this.#parts.means.find(wanted).find((means) => {
        const id = means.way.positions[0]?.procedureId ?? '';
        return id !== executing.skill.id && !this.#tried.has(`${sentence}\n${id}`);
      });
      if (next === undefined) continue;
      this.#tried.add(`${sentence}\n${next.way.positions[0]?.procedureId ?? ''}`);
      return { kind: 'bring', means: next, sentence };
    }
    const against = unmet.find(({ isTelling, isFalse }) => isTelling && isFalse);
    return against === undefined ? ready : { kind: 'violated', sentence: sentenceOf(against.wanted) };
  }

  /** Whether what a procedure is done for is believed now: one of its postconditions, where any can be tested (SPEC, P9). */
  hasEffect({ skill, bindings }: Pick<Executing, 'skill' | 'bindings'>): boolean {
    const effects = skill.postconditions.flatMap((effect) => wantedOf(effect, bindings) ?? []);
    return effects.length === 0 || effects.some((effect) => this.#beliefs.truthOf(effect) === 'true');
  }

  #unmetOf({ skill, bindings, act }: Executing): readonly Unmet[] {
    const { means } = this.#parts;
    const left = skill.acts.slice(act, -1);
    return skill.preconditions.flatMap((condition): readonly Unmet[] => {
      const wanted = wantedOf(condition, bindings);
      const truth = wanted === null ? 'true' : this.#beliefs.truthOf(wanted);
      if (wanted === null || truth === 'true' || left.some(({ template }) => means.makes(template, wanted))) return [];
      // What only held along says less than what evidence or a person says: it is missed where it is known to be otherwise,
      // and not where the procedure itself ends it.
      const isTelling = condition.origin !== 'extracted';
      const isFalse = truth === 'false';
      if (isTelling ? !isFalse && (left.length > 0 || wanted.polarity === 'negative') : !isFalse) return [];
      if (!isTelling && skill.acts.some(({ template }) => means.ends(template, wanted))) return [];
      return [{ wanted, isTelling, isFalse }];
    });
  }
}

interface Unmet {
  readonly wanted: Wanted;
  /** Evidence or a person asks for it. */
  readonly isTelling: boolean;
  /** It is known to be otherwise. */
  readonly isFalse: boolean;
}
