import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { procedureBodySchema } from '../../../shared/model/index.ts';
import type { MetaProcedure, Procedure, ProcedureBody } from '../../../shared/model/index.ts';
import { createRandom } from '../../../shared/numeric/index.ts';
import { foreignSkills, type ForeignCase } from '../fixtures/foreign-skills.fixture.ts';
import { findSkills } from './find.ts';
import { readSkill } from './read.ts';
import { validateSkill } from './validate.ts';
import { writeMetaSkill, writeProcedureSkill } from './write.ts';

const bytesOf = ({ bytes }: Pick<ForeignCase, 'bytes'>): Uint8Array =>
  typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;

const read = (one: ForeignCase) =>
  readSkill({
    name: one.folder,
    file: `${one.folder}/${one.file ?? 'SKILL.md'}`,
    spelling: one.file ?? 'SKILL.md',
    bytes: bytesOf(one),
    others: one.others ?? [],
  });

let folder: string | null = null;
afterEach(async () => {
  if (folder !== null) await rm(folder, { recursive: true, force: true });
  folder = null;
});

describe('skills of strangers', () => {
  it('are more than 20 in number', () => expect(foreignSkills.length).toBeGreaterThan(20));

  it.each(foreignSkills)('are read: $title [X8]', (one) => {
    const skill = read(one);
    expect(procedureBodySchema.parse(skill.body)).toEqual(skill.body);
    expect(skill.body.goal.trim()).not.toBe('');
    expect(skill.body.steps.map(({ template }) => template.trim()).filter(Boolean)).toHaveLength(one.steps);
    expect(skill.body.preconditions).toHaveLength(one.pre ?? 0);
    expect(skill.body.postconditions).toHaveLength(one.post ?? 0);
    if (one.warns === undefined) expect(skill.warnings).toEqual([]);
    else expect(skill.warnings.join(' ')).toContain(one.warns);
    expect(skill.body.steps.every(({ evidence }) => evidence.present === 0 && evidence.of === 0)).toBe(true);
    expect(JSON.stringify(skill.body)).not.toContain('previous instructions');
  });

  it('read what is structured: goal, polarity, optional steps, slots, commands with their words', () => {
    const named = (title: string) => read(foreignSkills.find((one) => one.title.includes(title))!).body;
    expect(named('numbered').goal).toBe('Waters the plants of an office');
    expect(named('numbered').preconditions[0]).toMatchObject({ predicate: 'somebody asks for the plants' });
    expect(named('when not').preconditions.map(({ polarity }) => polarity)).toEqual(['positive', 'negative']);
    expect(named('placeholders').steps[1]).toMatchObject({ template: 'Add a card for {person}', optional: true });
    expect(named('placeholders').slots.map(({ name, type }) => [name, type])).toEqual([
      ['parcel', 'thing'],
      ['person', 'any'],
    ]);
    expect(named('headings that count').steps[0]?.template).toBe(
      'Collect\nRead the log since the last tag.\nlog --since-tag',
    );
    expect(named('paragraphs').steps[0]?.template).toBe('Go to the folder.\nwc -l *');
  });

  it('never throw, whatever bytes are changed', () => {
    const random = createRandom(7);
    for (const one of foreignSkills) {
      for (let round = 0; round < 20; round += 1) {
        const bytes = bytesOf(one).slice();
        for (let hit = 0; hit < 4 && bytes.length > 0; hit += 1) bytes[random.whole(bytes.length)] = random.whole(256);
        const skill = read({
          ...one,
          bytes: random.whole(3) === 0 ? bytes.slice(0, random.whole(bytes.length + 1)) : bytes,
        });
        expect(skill.body.steps.length).toBeGreaterThan(0);
      }
    }
  });

  it('are found below folders, hidden ones too, and not through links [X8]', async () => {
    folder = await mkdtemp(join(tmpdir(), 'knack-skills-'));
    const put = async (path: string, text: string): Promise<void> => {
      await mkdir(dirname(join(folder ?? '', path)), { recursive: true });
      await writeFile(join(folder ?? '', path), text);
    };
    await put('a/SKILL.md', '1. x\n2. y\n');
    await put('a/nested/SKILL.md', 'belongs to a');
    await put('.tool/skills/b/skill.md', '1. x\n2. y\n');
    await put('c/SKILL.md', 'x'.repeat(2 * 1024 * 1024));
    await put('node_modules/d/SKILL.md', 'not looked at');
    await symlink(join(folder, 'a'), join(folder, 'link'));
    const { skills, skipped } = await findSkills([folder]);
    expect(skills.map(({ file }) => file.slice(folder!.length))).toEqual(['/.tool/skills/b/skill.md', '/a/SKILL.md']);
    expect(skipped.map(({ reason }) => reason).join(' ')).toMatch(/larger.*link|link.*larger/);
    await expect(findSkills([join(folder, 'none')])).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    expect((await findSkills([join(folder, 'a', 'SKILL.md')])).skills).toHaveLength(1);
  });
});

describe('a skill that Knack wrote', () => {
  const body: ProcedureBody = {
    goal: 'pack {thing} into a box',
    slots: [
      {
        name: 'thing',
        type: 'object',
        examples: [{ value: 'vase 1', count: 2 }],
        boundFrom: { goal: 1, observation: 0, step: 0 },
      },
    ],
    preconditions: [
      {
        id: 'p',
        predicate: '{0} is in sight',
        arguments: [{ kind: 'slot', name: 'thing' }],
        polarity: 'positive',
        origin: 'extracted',
        evidence: { holds: 2, of: 2 },
      },
      {
        id: 'q',
        predicate: 'the box is full',
        arguments: [],
        polarity: 'negative',
        origin: 'refined',
        evidence: { holds: 2, of: 2 },
      },
    ],
    steps: [
      {
        id: 'a',
        template: 'wrap {thing} *twice*',
        kind: 'text',
        optional: true,
        repeats: true,
        evidence: { present: 1, of: 2 },
      },
      {
        id: 'b',
        template: 'put {thing} in box',
        kind: 'text',
        optional: false,
        repeats: false,
        evidence: { present: 2, of: 2 },
      },
    ],
    postconditions: [
      {
        id: 'r',
        predicate: '{0} is packed',
        arguments: [{ kind: 'slot', name: 'thing' }],
        polarity: 'positive',
        origin: 'extracted',
        evidence: { holds: 2, of: 2 },
      },
    ],
  };
  const posterior = {
    alpha: 3,
    beta: 1,
    mean: 0.75,
    n: 2,
    prior: { alpha: 1, beta: 1 },
    interval: { kind: 'eti', mass: 0.89, low: 0.4, high: 0.97 },
  } as const;
  const said = (of: ProcedureBody) => ({
    goal: of.goal,
    pre: of.preconditions.map(({ predicate, arguments: args, polarity }) => ({ predicate, args, polarity })),
    steps: of.steps.map(({ template, optional, repeats }) => ({ template, optional, repeats })),
    post: of.postconditions.map(({ predicate, arguments: args, polarity }) => ({ predicate, args, polarity })),
    slots: of.slots.map(({ name, type }) => ({ name, type })),
  });

  it('comes back as it was said, without its evidence [X8]', () => {
    const { name, text } = writeProcedureSkill('pack-thing', {
      id: 'p-1',
      revision: 'r',
      body,
      posterior,
    } as unknown as Procedure);
    const bytes = new TextEncoder().encode(text);
    expect(validateSkill({ name, files: new Map([['SKILL.md', bytes]]) })).toEqual([]);
    const skill = readSkill({ name, file: 'x', bytes, spelling: 'SKILL.md', others: [] });
    expect(skill.warnings).toEqual([]);
    expect(said(skill.body)).toEqual(said(body));
    expect(JSON.stringify(skill.body)).not.toContain('vase 1');
  });

  it('of a meta-procedure becomes a procedure of such steps', () => {
    const meta = {
      id: 'm-1',
      goal: 'move house',
      preconditions: [],
      sequence: ['p-1', 'p-2'],
      policy: [],
      posterior,
    } as unknown as MetaProcedure;
    const { name, text } = writeMetaSkill('move-house', meta, (id) => (id === 'p-1' ? 'pack-thing' : null));
    const skill = readSkill({
      name,
      file: 'x',
      bytes: new TextEncoder().encode(text),
      spelling: 'SKILL.md',
      others: [],
    });
    expect(skill.body.goal).toBe('move house');
    expect(skill.body.steps[0]?.template).toBe('Do as the skill pack-thing says.');
  });
});
