import type { MetaProcedure, Procedure } from '../../../shared/model/index.ts';
import { KnackError } from '../../../shared/errors.ts';
import { quarantinedItems } from '../memory/index.ts';
import { nameSkills, validateSkill, writeMetaSkill, writeProcedureSkill } from '../skill-files/index.ts';
import type { SkillFile } from '../skill-files/index.ts';
import type { ExportInput, ExportPlan } from './types.ts';

/**
 * A folder a live item that is not in quarantine, each with its SKILL.md. What is written is checked against the specification first [X5]: a folder that
 * another program refuses is a fault of ours.
 */
export function planSkills({ state, redactor }: ExportInput): ExportPlan {
  const held = quarantinedItems(state);
  const isLive = (item: Procedure | MetaProcedure): boolean => item.status === 'live' && !held.has(item.id);
  const clean = <T extends { readonly id: string }>(item: T): T => redactor.value(item, `skill ${item.id}`);
  const procedures = state.derived.procedures.filter(isLive).map(clean);
  const metas = state.derived.metaProcedures.filter(isLive).map(clean);
  const names = nameSkills([
    ...procedures.map(({ id, body }) => ({ id, goal: body.goal })),
    ...metas.map(({ id, goal }) => ({ id, goal })),
  ]);
  const nameOf = new Map([...procedures, ...metas].map(({ id }, index) => [id, names[index] ?? id]));
  const skills = [
    ...procedures.map((item) => writeProcedureSkill(nameOf.get(item.id) ?? item.id, item)),
    ...metas.map((item) => writeMetaSkill(nameOf.get(item.id) ?? item.id, item, (id) => nameOf.get(id) ?? null)),
  ];
  for (const skill of skills) refuseFaulty(skill);
  const files = skills.map(({ name, text }) => ({ path: `${name}/SKILL.md`, content: text }));
  return {
    files,
    rows: skills.length,
    skipped: [...held].sort().map((id) => ({ id, reason: 'It is in quarantine.' })),
  };
}

function refuseFaulty({ name, text }: SkillFile): void {
  const [fault] = validateSkill({ name, files: new Map([['SKILL.md', new TextEncoder().encode(text)]]) });
  if (fault === undefined) return;
  throw new KnackError({
    code: 'INTERNAL',
    happened: `The skill ${name} would not be one: ${fault}`,
    kept: 'Nothing was written.',
    todo: 'Report it with the goal of that procedure.',
  });
}
