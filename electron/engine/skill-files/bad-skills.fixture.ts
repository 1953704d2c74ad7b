import type { SkillFolder } from './validate.ts';

const file = (fields: string, body = '# Do it\n\nOpen it, then close it.\n'): string => `---\n${fields}\n---\n${body}`;
const good = 'name: close-gate\ndescription: Closes a gate. Use it when a gate stands open.';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const folder = (text: string, name = 'close-gate'): SkillFolder => ({
  name,
  files: new Map([['SKILL.md', bytes(text)]]),
});

/** Skills as the specification has them. */
export const goodSkills: readonly SkillFolder[] = [
  folder(file(good)),
  folder(
    file(
      `${good}\nlicense: MIT\ncompatibility: Needs a POSIX shell\nallowed-tools: Read Bash(git:*)\nmetadata:\n  author: someone\n  version: "1.0"`,
    ),
  ),
  folder(file('name: a\ndescription: |\n  Several lines\n  of words.'), 'a'),
  folder(file(`name: ${'a'.repeat(64)}\ndescription: "${'é'.repeat(1024)}"`), 'a'.repeat(64)),
  {
    name: 'close-gate',
    files: new Map([
      ['SKILL.md', bytes(file(good).replaceAll('\n', '\r\n'))],
      ['scripts/run.sh', bytes('true')],
    ]),
  },
  folder(file(good, '')),
];

/** Skills that are none, each with a word of what is wrong with it. */
export const badSkills: readonly (readonly [wrong: string, says: string, skill: SkillFolder])[] = [
  ['no file', 'no file SKILL.md', { name: 'close-gate', files: new Map() }],
  [
    'a file of another spelling',
    'no file SKILL.md',
    { name: 'close-gate', files: new Map([['Skill.md', bytes(file(good))]]) },
  ],
  [
    'a file deeper down',
    'no file SKILL.md',
    { name: 'close-gate', files: new Map([['close-gate/SKILL.md', bytes(file(good))]]) },
  ],
  [
    'bytes that are no text',
    'no UTF-8',
    { name: 'close-gate', files: new Map([['SKILL.md', new Uint8Array([0x2d, 0x2d, 0x2d, 0x0a, 0xff, 0xfe])]]) },
  ],
  ['a NUL', 'no UTF-8', folder(file(`${good}\0`))],
  ['an empty file', 'does not begin', folder('')],
  ['no front matter', 'does not begin', folder('# Close a gate\n')],
  ['words before the front matter', 'does not begin', folder(`\n${file(good)}`)],
  ['a byte order mark', 'does not begin', folder(`\ufeff${file(good)}`)],
  ['front matter without an end', 'no closing line', folder(`---\n${good}\n`)],
  ['front matter that is a list', 'no mapping', folder(file('- name\n- description'))],
  ['front matter that is a text', 'no mapping', folder(file('name'))],
  ['empty front matter', 'no mapping', folder(file(''))],
  ['broken YAML', 'no YAML', folder(file('name: "close-gate\ndescription: x'))],
  ['a key twice', 'no YAML', folder(file(`${good}\nname: close-gate`))],
  [
    'a bomb of aliases',
    'no YAML',
    folder(
      file(
        `${good}\nmetadata:\n  a: &a [x,x,x,x,x,x,x,x,x]\n  b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n  c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n  d: [*c,*c,*c,*c,*c,*c,*c,*c,*c]`,
      ),
    ),
  ],
  ['no name', '"name" is missing', folder(file('description: Closes a gate.'))],
  ['no description', '"description" is missing', folder(file('name: close-gate'))],
  ['a name that is a number', 'name is no text', folder(file('name: 12\ndescription: x'), '12')],
  ['an empty name', '1 to 64', folder(file('name: ""\ndescription: x'), '')],
  ['a name of 65 characters', '1 to 64', folder(file(`name: ${'a'.repeat(65)}\ndescription: x`), 'a'.repeat(65))],
  ['capitals in the name', 'other characters', folder(file('name: Close-Gate\ndescription: x'), 'Close-Gate')],
  ['an underscore in the name', 'other characters', folder(file('name: close_gate\ndescription: x'), 'close_gate')],
  ['letters of another script', 'other characters', folder(file('name: clóse\ndescription: x'), 'clóse')],
  ['a hyphen at the beginning', 'begins or ends', folder(file('name: -close\ndescription: x'), '-close')],
  ['a hyphen at the end', 'begins or ends', folder(file('name: close-\ndescription: x'), 'close-')],
  ['two hyphens side by side', 'side by side', folder(file('name: close--gate\ndescription: x'), 'close--gate')],
  ['another name than its folder', 'but the folder is', folder(file(good), 'open-gate')],
  ['an empty description', 'description is empty', folder(file('name: close-gate\ndescription: "  "'))],
  ['a description that is a list', 'description is no text', folder(file('name: close-gate\ndescription: [a, b]'))],
  ['a description of 1,025 characters', '1,024', folder(file(`name: close-gate\ndescription: ${'a'.repeat(1025)}`))],
  ['a key of its own', 'none of the specification', folder(file(`${good}\nversion: 2`))],
  ['a key in capitals', 'none of the specification', folder(file(`${good}\nLicense: MIT`))],
  ['a licence that is a mapping', 'license is no text', folder(file(`${good}\nlicense: {name: MIT}`))],
  ['an empty compatibility', 'compatibility', folder(file(`${good}\ncompatibility: ""`))],
  ['a compatibility of 501 characters', 'compatibility', folder(file(`${good}\ncompatibility: ${'a'.repeat(501)}`))],
  ['metadata that is a text', 'metadata is no mapping', folder(file(`${good}\nmetadata: x`))],
  ['a number in the metadata', 'metadata "version"', folder(file(`${good}\nmetadata:\n  version: 1.0`))],
  ['tools as a list', 'allowed-tools', folder(file(`${good}\nallowed-tools: [Read, Write]`))],
];
