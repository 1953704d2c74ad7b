import { describe, expect, it } from 'vitest';
import { lexAction } from './lex-action.ts';

const text = (written: string) => lexAction({ kind: 'text', text: written });
const tool = (name: string, values: Record<string, string | number>) =>
  lexAction({ kind: 'tool', name, arguments: values });
const values = ({ args }: ReturnType<typeof text>) => args.map(({ value }) => value.text);

describe('A2: an action has a head, literal parts and arguments', () => {
  it('of a command: the first token is the head, words stay, named things are arguments', () => {
    const shape = text('Hang rake 2 on hook 1');
    expect(shape.head).toBe('hang');
    expect(shape.parts).toEqual(['hang', 0, 'on', 1]);
    expect(values(shape)).toEqual(['rake 2', 'hook 1']);
  });

  it('of a shell line: paths and quoted texts are arguments', () => {
    const shape = text('grep "broken pipe" /var/log/app.log');
    expect(shape.head).toBe('grep');
    expect(values(shape)).toEqual(['broken pipe', '/var/log/app.log']);
  });

  it.each([
    ['open_gate(7)', 'open_gate', ['7']],
    ['Look[north wall]', 'look', ['north wall']],
  ])('of a call %s: the callee is the head', (written, head, args) => {
    expect(text(written)).toMatchObject({ head });
    expect(values(text(written))).toEqual(args);
  });

  it('of a tool: the same call with its keys in another order is the same shape', () => {
    expect(tool('lend', { to: 'ann', item: 'i-4' })).toEqual(tool('lend', { item: 'i-4', to: 'ann' }));
    expect(tool('lend', { to: 'ann', item: 'i-4' }).args.map(({ key }) => key)).toEqual(['item', 'to']);
  });

  it('of code: the functions that it calls, each once, in order', () => {
    const code = 'for bed in beds:\n    water(bed)\n    weed(bed)\n    water(bed)';
    expect(text(code)).toMatchObject({ head: 'water+weed()', args: [] });
  });

  it('bounds what it keeps of a huge action', () => {
    const shape = text(`dig ${'hole 1 '.repeat(500)}`);
    expect(shape.args.length).toBeLessThanOrEqual(8);
    expect(shape.parts.length).toBeLessThanOrEqual(30);
  });
});
