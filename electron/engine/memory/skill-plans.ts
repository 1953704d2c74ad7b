import { KnackError } from '../../../shared/errors.ts';
import type { Change, AgentSkill, ProcedureBody } from '../../../shared/model/index.ts';
import { scanBody } from './quarantine.ts';
import type { ScanFinding } from '../../../shared/contract/index.ts';
import type { MemoryState } from './state.ts';

/** Ids of the skills that were put forward, whatever was decided on them. */
export function knownSkills(state: MemoryState): ReadonlySet<string> {
  return new Set(
    state.folded.decisions.flatMap(({ change }) =>
      change.kind === 'skills-proposed' ? change.skills.map(({ id }) => id) : [],
    ),
  );
}

/** What the scanner finds in a body. */
export function findingsIn(body: ProcedureBody): readonly ScanFinding[] {
  return scanBody(body).findings;
}

/** Puts skills of others forward, each once. @throws KnackError WRONG_USE when there is none that is new */
export function planSkillProposals(state: MemoryState, skills: readonly AgentSkill[]): Change {
  const known = knownSkills(state);
  const fresh = new Map(skills.filter(({ id }) => !known.has(id)).map((skill) => [skill.id, skill]));
  if (fresh.size > 0) return { kind: 'skills-proposed', skills: [...fresh.values()] };
  throw new KnackError({
    code: 'WRONG_USE',
    happened:
      skills.length === 0 ? 'No skill was found there.' : 'These skills were put forward before, word for word.',
    kept: 'The memory is as it was.',
    todo:
      skills.length === 0
        ? 'Give a folder with a SKILL.md in it, or a folder of such folders.'
        : 'Decide on them in the review.',
  });
}
