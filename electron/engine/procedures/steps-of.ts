import type { ProcedureStep } from '../../../shared/model/index.ts';
import type { Corpus } from '../abstraction/corpus.ts';
import { contentId } from '../identity/index.ts';
import type { ConsensusStep } from './consensus.ts';
import type { Roles } from './roles.ts';

const requiredShare = 0.8;
const repeatingMean = 1.5;

/** Names for the primary arguments: their role, numbered where two have the same. */
export function nameSlots(roles: readonly string[]): readonly string[] {
  return roles.map((role, index) => {
    const before = roles.slice(0, index).filter((other) => other === role).length;
    return before === 0 ? role : `${role}${before + 1}`;
  });
}

/** Writes the consensus as steps. A value that is no primary argument takes its role as name, numbered past the primary ones. */
export function writeSteps(
  consensus: readonly ConsensusStep[],
  { corpus, roles, slots }: { readonly corpus: Corpus; readonly roles: Roles; readonly slots: readonly string[] },
): readonly ProcedureStep[] {
  return consensus.map((step) => {
    const template = corpus.templates[step.template];
    const text = renderStep(step, { template: template?.text ?? '', roles: roles[step.template] ?? [], slots });
    return {
      id: contentId({ text }).slice(0, 16),
      template: text,
      kind: template?.kind ?? 'text',
      optional: step.present < step.of * requiredShare,
      repeats: step.mean > repeatingMean,
      evidence: { present: step.present, of: step.of },
    };
  });
}

/** The step's template with slot names in place of `{0}`, `{1}`. */
export function renderStep(
  step: Pick<ConsensusStep, 'pattern'>,
  {
    template,
    roles,
    slots,
  }: { readonly template: string; readonly roles: readonly string[]; readonly slots: readonly string[] },
): string {
  return template.replace(/\{(\d+)\}/g, (_, digits: string) => {
    const position = Number(digits);
    const primary = step.pattern[position];
    return `{${primary === null || primary === undefined ? otherName(roles[position] ?? 'value', slots) : (slots[primary] ?? 'value')}}`;
  });
}

function otherName(role: string, slots: readonly string[]): string {
  return slots.includes(role) ? `other_${role}` : role;
}
