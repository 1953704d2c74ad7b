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
  const taken = new Set(slots);
  return template.replace(/\{(\d+)\}/g, (_, digits: string) => {
    const position = Number(digits);
    const primary = step.pattern[position];
    if (primary !== null && primary !== undefined) return `{${slots[primary] ?? 'value'}}`;
    const name = otherName(roles[position] ?? 'value', { slots, taken });
    taken.add(name);
    return `{${name}}`;
  });
}

/** Values of one step that no slot names are not known to be the same: each has a name of its own there. */
function otherName(
  role: string,
  { slots, taken }: { readonly slots: readonly string[]; readonly taken: ReadonlySet<string> },
): string {
  const name = slots.includes(role) ? `other_${role}` : role;
  let [own, count] = [name, 1];
  while (taken.has(own)) {
    count += 1;
    own = `${name}${count}`;
  }
  return own;
}
