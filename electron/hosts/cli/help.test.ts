import { describe, expect, it } from 'vitest';
import { parseArguments } from './arguments.ts';
import { commands } from './commands/index.ts';
import { overview, usageOf } from './help.ts';

/** The words of an example, with what stands in quotes as one. */
const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');

describe.each([...commands])('the help of %s', (name, command) => {
  it('has examples that the command takes', () => {
    expect(command.examples.length).toBeGreaterThan(0);
    for (const example of command.examples) {
      const [first, ...words] = wordsOf(example);
      expect(first).toBe(name);
      expect(parseArguments(words, command).operands).not.toContain('');
    }
  });

  it('says what each option is for, and names what it takes', () => {
    const lines = usageOf(name, command).split('\n');
    expect(lines[0]).toMatch(new RegExp(`^knack ${name}`));
    for (const option of Object.keys(command.options)) {
      const dashes = option.length === 1 ? `-${option}` : `--${option}`;
      expect(lines.find((line) => line.startsWith(`  ${dashes} `))).toMatch(/\S {2,}\S/);
    }
  });
});

it('one line a command stands in the help of all', () => {
  const lines = overview(commands).split('\n');
  for (const name of commands.keys()) expect(lines.filter((line) => line.startsWith(`  ${name} `))).toHaveLength(1);
  expect(lines.filter((line) => line.length > 160)).toEqual([]);
});
