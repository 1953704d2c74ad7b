import { resolve } from 'node:path';
import type { AgentSkill } from '../../../shared/model/index.ts';
import type { Engine } from '../engine.ts';
import { importedProposalId } from '../learning/index.ts';
import { findingsIn, knownSkills, planSkillProposals } from '../memory/index.ts';
import { findSkills } from '../skill-files/index.ts';
import { decide } from './memory.ts';
import { os } from './wire.ts';

/** Skills of others: looked at, and put forward as proposals. */
export function skillsHandlers(engine: Engine) {
  const find = (paths: readonly string[], signal: AbortSignal | undefined) =>
    findSkills(
      paths.map((path) => resolve(path)),
      signal,
    );
  return {
    look: os.skills.look.handler(async ({ input, signal }) => {
      const { skills, skipped } = await find(input.paths, signal);
      const known = knownSkills(engine.memory.state);
      const seen = skills.map((skill) => ({ skill, findings: findingsIn(skill.body), isKnown: known.has(skill.id) }));
      return { skills: seen, skipped };
    }),
    propose: os.skills.propose.handler(async ({ input, signal }) => {
      const found = await find(input.paths, signal);
      const chosen = input.ids === undefined ? null : new Set(input.ids);
      const wanted = found.skills.filter(({ id }) => chosen?.has(id) ?? true);
      const decision = await decide(engine, (state) => planSkillProposals(state, wanted));
      const { change } = decision.event;
      const proposed: readonly AgentSkill[] = change.kind === 'skills-proposed' ? change.skills : [];
      return {
        decision,
        proposed: proposed.map((skill) => ({ proposalId: importedProposalId(skill.id), skill })),
        known: wanted.length - proposed.length,
        skipped: found.skipped,
      };
    }),
  };
}
