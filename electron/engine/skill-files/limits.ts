/** Bounds of what is taken from a stranger's skill: more is left out, and said. */
export const skillLimits = {
  /** Of SKILL.md, in bytes. */
  fileBytes: 256 * 1024,
  /** Characters of a goal, a condition, a step. */
  goal: 300,
  condition: 500,
  step: 4000,
  conditions: 50,
  steps: 200,
  /** Folders deep, entries looked at, and skills found below what was given. */
  depth: 12,
  entries: 50_000,
  skills: 2000,
} as const;
