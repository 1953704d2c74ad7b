import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { dataFile } from '../../electron/engine/fixtures/learn.fixture.ts';
import { vocabularyBelow } from './variants/games.ts';

const runFile = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');
const archive = dataFile('alfworld/valid_seen.tar.xz');
const goals = dataFile('alfworld/human-goals.train.jsonl');

/** A word of the games that stands for something else, in the files whose paths begin so. */
interface Exempt {
  readonly word: string;
  readonly in: readonly string[];
  readonly why: string;
}

const exempt: readonly Exempt[] = [
  { word: 'apple', in: ['renderer/ui/tokens.css'], why: 'the name of a font of a system' },
  { word: 'box', in: ['renderer/'], why: 'boxes of style sheets, the frame of a picture' },
  {
    word: 'desk',
    in: [
      'electron/engine/handlers/',
      'electron/engine/reasoning/',
      'renderer/',
      'resources/samples/',
      'shared/contract/',
    ],
    why: 'what a view or a handler has at hand; the support desk of the samples',
  },
  {
    word: 'fork',
    in: ['electron/bridge/', 'electron/main.ts', 'resources/samples/support-desk.jsonl'],
    why: 'a process that is forked; a garden tool that is sold',
  },
  {
    word: 'keychain',
    in: ['electron/bridge/', 'electron/engine/scanning/', 'electron/hosts/', 'shared/key-messages.ts'],
    why: 'where a system keeps keys',
  },
  { word: 'lamp', in: ['resources/samples/household.json'], why: 'the oil of our own sample' },
  {
    word: 'mirror',
    in: [
      'electron/engine/SPEC.md',
      'electron/engine/embedding/',
      'electron/engine/index.ts',
      'electron/engine/scanning/',
    ],
    why: 'a copy of a hub, a mirrored table or repository',
  },
  { word: 'pencil', in: ['renderer/'], why: 'the icon of editing' },
  {
    word: 'window',
    in: [
      ...['electron/bridge/', 'electron/hosts/', 'electron/main.ts', 'electron/windows/', 'renderer/'],
      ...['ask', 'bayes', 'drafting', 'handlers', 'import', 'reasoning', 'SPEC'].map(
        (part) => `electron/engine/${part}`,
      ),
      'resources/samples/support-desk.jsonl',
    ],
    why: 'windows of the application, of a text, of time',
  },
  // Words that English and programs cannot do without. As names of a command they stand nowhere: see below.
  ...'clean close go look open put safe slice take use watch'
    .split(' ')
    .map((word) => ({ word, in: [''], why: 'a word of the language' })),
];

function isExempt(file: string, word: string): boolean {
  return exempt.some((one) => one.word === word && one.in.some((path) => file.startsWith(path)));
}

/** What learns and plays: here a text of the code might be a command of the games. */
const learns =
  /^electron\/engine\/(abstraction|conditions|hierarchy|learning|likeness|ontology|procedures|refinement|segmentation|selection|strategies|lab)\//;
/** Texts of the code that are a word of the games and no command: a field of a record, an event of a process. */
const notCommands = [
  'electron/engine/lab/agent/closings.ts: open',
  'electron/engine/lab/program/line-program.ts: close',
];

/** Product code and samples: no tests, no fixtures, nothing that is not text. */
async function productFiles(): Promise<readonly string[]> {
  const { stdout } = await runFile('git', ['ls-files', 'electron', 'shared', 'renderer', 'resources/samples'], {
    cwd: root,
  });
  return stdout
    .trim()
    .split('\n')
    .filter((file) => !/\.test\.tsx?$|fixture|\/golden\/|\.(png|onnx|woff2)$/.test(file));
}

/** All words of the public games, train goals included. */
async function gameWords(): Promise<ReadonlySet<string>> {
  const folder = await mkdtemp(join(tmpdir(), 'knack-'));
  try {
    await runFile('tar', ['-xJf', archive ?? '', '-C', folder]);
    const words = new Set(await vocabularyBelow([folder]));
    for (const [, word = ''] of (await readFile(goals ?? '', 'utf8')).matchAll(/"(?:object|receptacle)": "(\w+)"/g))
      words.add(word.toLowerCase());
    return words;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe.skipIf(archive === null || goals === null)('the words of the public games', () => {
  it('stand nowhere in code or samples, but where they mean something else', async () => {
    const words = await gameWords();
    expect(words.size).toBeGreaterThan(100);
    const found: string[] = [];
    for (const file of await productFiles()) {
      const text = (await readFile(join(root, file), 'utf8')).toLowerCase();
      const known = (text.match(/[a-z]+/g) ?? []).filter((word) => words.has(word));
      found.push(...known.filter((word) => !isExempt(file, word)).map((word) => `${file}: ${word}`));
    }
    expect(found).toEqual([]);
  });

  it('begin no text in the code that learns and plays', async () => {
    const words = await gameWords();
    const found: string[] = [];
    for (const file of (await productFiles()).filter((one) => learns.test(one) && one.endsWith('.ts'))) {
      const text = (await readFile(join(root, file), 'utf8')).replaceAll(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '');
      const begins = [...text.matchAll(/['"`]([a-z]+)(?=['"` ])/g)].map(([, word = '']) => word);
      found.push(...begins.filter((word) => words.has(word)).map((word) => `${file}: ${word}`));
    }
    expect(found.filter((one) => !notCommands.includes(one))).toEqual([]);
  });
});
