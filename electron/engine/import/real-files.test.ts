import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspect } from './index.ts';

// Real files of several formats, each folder with a README whose table counts its episodes. They are not part of the
// project: $KNACK_DATA names where they are.
const data = resolve(process.env['KNACK_DATA'] ?? resolve(import.meta.dirname, '../../../../shared'), 'trajectories');

interface Row {
  readonly file: string;
  readonly trajectories: number;
  readonly success: number;
  readonly failure: number;
  readonly unknown: number;
}

/** The rows of a README's table: file, bytes, episodes, success, failure, unknown, note. */
function rowsOf(folder: string): readonly Row[] {
  const readme = readFileSync(join(folder, 'README.md'), 'utf8');
  return readme.split('\n').flatMap((line) => {
    const [file = '', , ...numbers] = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    const [trajectories = Number.NaN, success = 0, failure = 0, unknown = 0] = numbers.slice(0, 4).map(Number);
    return Number.isNaN(trajectories) ? [] : [{ file, trajectories, success, failure, unknown }];
  });
}

interface Folder {
  readonly formats: readonly string[];
  /** What holds no episodes, besides licence and README. */
  readonly beside?: readonly string[];
  /** The licences beside, where they are not one file. */
  readonly licences?: readonly string[];
  /** Files beside tell the outcomes, so that a file alone does not know its own. */
  readonly needsNeighbours?: true;
}

/** Folders of which every file is read. */
const folders: Readonly<Record<string, Folder>> = {
  'harbor-atif': { formats: ['atif'] },
  'inspect-eval-logs': { formats: ['inspect'], licences: ['LICENSE-docent.txt', 'LICENSE-inspect_ai.txt'] },
  'otel-aisdk-spans': { formats: ['otel-spans'] },
  'langsmith-runs': { formats: ['langsmith'] },
  'langfuse-framework-traces': { formats: ['langfuse'] },
  'mint-alfworld': { formats: ['mint'] },
  'knowagent-alfworld': { formats: ['knowagent'] },
  adapt: { formats: ['adapt'] },
  'fireact-openai-jsonl': { formats: ['openai-messages'] },
  'sharegpt-toolcall': { formats: ['sharegpt'] },
  intercode: { formats: ['intercode'] },
  'tau2-bench': { formats: ['tau2-bench'] },
  'swe-agent': {
    formats: ['swe-agent'],
    beside: [
      'tests/test_data/trajectories/gpt4__swe-bench-dev-easy_first_only__default__t-0.00__p-0.95__c-3.00__install-1/all_preds.jsonl',
    ],
  },
  'swe-smith': {
    formats: ['openai-messages', 'swe-agent'],
    beside: [
      'run_evaluation/pandas-dev__pandas.95280573.pr_53856/report.json',
      'run_evaluation/pydantic__pydantic.acb0f10f.pr_8316/report.json',
    ],
    needsNeighbours: true,
  },
  'react-fever': { formats: ['react-log'] },
  'react-webshop': { formats: ['webshop-log'] },
  'agentgym-sharegpt-parquet': { formats: ['sharegpt'] },
  openhands: { formats: ['openhands'] },
  'tau-bench': { formats: ['tau-bench', 'tau-bench-display'] },
  'webshop-human': { formats: ['webshop-session'] },
  'knowagent-hotpotqa': { formats: ['knowagent-questions'] },
  toolbench: { formats: ['toolbench'] },
  travelplanner: { formats: ['openai-messages', 'travelplanner'] },
  reflexion: { formats: ['reflexion-log', 'reflexion-results'] },
};

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

describe.each(Object.entries(folders))('%s', (name, given) => {
  const { formats, beside = [], licences = ['LICENSE.txt'], needsNeighbours = false } = given;
  const folder = join(data, name);
  const here = existsSync(folder);
  let copies = '';
  beforeAll(async () => {
    copies = await mkdtemp(join(tmpdir(), 'knack-real-'));
  });
  afterAll(() => rm(copies, { recursive: true, force: true }));

  it.skipIf(!here)('counts and outcomes are those of the README', async () => {
    const { files, skipped } = await inspect([folder]);
    const counted = files.map(({ file, trajectories, success, failure, unknown }) => ({
      file: file.slice(folder.length + 1),
      trajectories,
      success,
      failure,
      unknown,
    }));
    const byFile = (a: Row, b: Row): number => compare(a.file, b.file);
    expect(counted.toSorted(byFile)).toEqual(rowsOf(folder).toSorted(byFile));
    expect(new Set(files.map((file) => file.format))).toEqual(new Set(formats));
    expect(files.flatMap((file) => file.rejected)).toEqual([]);
    const left = skipped.map(({ file }) => file.slice(folder.length + 1));
    expect(left.toSorted(compare)).toEqual([...licences, 'README.md', ...beside].toSorted(compare));
  });

  it.skipIf(!here)('the same under names that say nothing', async () => {
    const { files } = await inspect([folder]);
    const renamed = await Promise.all(
      files.map(async ({ file }) => {
        const path = join(copies, createHash('sha256').update(file).digest('hex').slice(0, 16));
        await copyFile(file, path);
        return path;
      }),
    );
    for (const [index, path] of renamed.entries()) {
      const { files: found } = await inspect([path]);
      const { success: _s, failure: _f, unknown: _u, notes: _n, ...rest } = files[index]!;
      expect(found).toMatchObject([{ ...(needsNeighbours ? rest : files[index]), file: path }]);
    }
  });
});
