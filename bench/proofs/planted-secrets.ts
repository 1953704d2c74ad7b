import { planted, plantedText } from '../../electron/engine/fixtures/planted.fixture.ts';
import { redactText } from '../../electron/engine/redaction/index.ts';
import { badSkills, goodSkills } from '../../electron/engine/fixtures/bad-skills.fixture.ts';
import { foreignSkills } from '../../electron/engine/fixtures/foreign-skills.fixture.ts';
import { readSkill, validateSkill } from '../../electron/engine/skill-files/index.ts';

export const name = 'What leaves: planted secrets that are taken out, and bad skills that are refused';
export const command = 'npm run prove -- planted-secrets';

/** Every planted secret goes from its text, and the validator tells bad skills from good ones. */
export async function run(): Promise<string> {
  const through = planted.filter((one) => redactText(plantedText(one)).value.includes(one.secret));
  if (through.length > 0) throw new Error(`${through.length} planted secrets stay.`);
  const refused = badSkills.filter(([, , skill]) => validateSkill(skill).length > 0).length;
  const taken = goodSkills.filter((skill) => validateSkill(skill).length === 0).length;
  if (refused !== badSkills.length || taken !== goodSkills.length) throw new Error('The validator is wrong.');
  const read = foreignSkills.map(({ folder, file = 'SKILL.md', bytes, others = [] }) =>
    readSkill({
      name: folder,
      file,
      spelling: file,
      others,
      bytes: typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes,
    }),
  );
  const odd = foreignSkills.filter(({ warns }) => warns !== undefined).length;
  const warned = read.filter(({ warnings }) => warnings.length > 0).length;
  if (warned !== odd) throw new Error(`Of ${odd} odd skills of strangers ${warned} are warned of.`);
  const kinds = new Set(planted.map(({ kind }) => kind)).size;
  return `| what | planted | found |
| --- | --- | --- |
| secrets of ${kinds} kinds | ${planted.length} | ${planted.length - through.length} |
| bad skills refused | ${badSkills.length} | ${refused} |
| good skills taken | ${goodSkills.length} | ${taken} |
| skills of strangers read as proposals | ${foreignSkills.length} | ${read.length} |
| of these odd ones, with warnings | ${odd} | ${warned} |`;
}
