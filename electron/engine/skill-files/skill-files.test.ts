import { describe, expect, it } from 'vitest';
import { badSkills, goodSkills } from '../fixtures/bad-skills.fixture.ts';
import { validateSkill } from './validate.ts';
import { nameSkills } from './write.ts';

describe('the validator of skills', () => {
  it('takes what the specification has [X5]', () => {
    expect(goodSkills.map(validateSkill)).toEqual(goodSkills.map(() => []));
  });

  it('is tried with more than 30 bad skills', () => {
    expect(badSkills.length).toBeGreaterThan(30);
  });

  it.each(badSkills)('refuses %s [X5]', (_, says, skill) => {
    expect(validateSkill(skill).join(' ')).toContain(says);
  });
});

describe('the names of skills', () => {
  it('are names by the specification, each once, whatever the goals say', () => {
    const goals = [
      'Put {object} in {place}',
      'put object in place',
      '',
      '…',
      '鍵を開ける',
      '-- a --',
      'x'.repeat(200),
      'x'.repeat(300),
      'Ünïcode ßtraße',
    ];
    const names = nameSkills(goals.map((goal, index) => ({ id: `id${index}`, goal })));
    expect(new Set(names).size).toBe(goals.length);
    for (const name of names) {
      const text = `---\nname: ${name}\ndescription: x\n---\n`;
      expect(validateSkill({ name, files: new Map([['SKILL.md', new TextEncoder().encode(text)]]) })).toEqual([]);
    }
    expect(names[0]).toBe('put-object-in-place');
  });
});
