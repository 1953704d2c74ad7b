import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { given, recordOf } from '../given.fixture.ts';
import { inspect, preview, read } from '../index.ts';
import { zipOf } from '../../fixtures/zip.fixture.ts';

const { file: fileOf, folder } = given();

async function idsIn(path: string): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const item of read(path)) if (item.kind === 'trajectory') ids.push(item.trajectory.id);
  return ids;
}

async function inspected(bytes: Buffer) {
  const path = await fileOf(bytes);
  const { files, skipped } = await inspect([path]);
  const below = (file: string): string => file.slice(path.length + 1);
  return {
    files: Object.fromEntries(files.map(({ file, trajectories }) => [below(file), trajectories])),
    skipped: Object.fromEntries(skipped.map(({ file, reason }) => [below(file), reason])),
  };
}

describe('archives are opened in place', () => {
  it('reads every member by its content, whatever it is called, packed in each of three ways', async () => {
    const { files, skipped } = await inspected(
      zipOf([
        { name: 'runs/', content: '', method: 'stored' },
        { name: 'runs/a', content: `${recordOf('a')}\n${recordOf('b')}` },
        { name: 'runs/b.bin', content: recordOf('c'), method: 'zstd' },
        { name: 'c', content: recordOf('d'), method: 'stored' },
        { name: 'd.gz', content: gzipSync(recordOf('e')) },
        { name: 'e', content: zipOf([{ name: 'deep', content: recordOf('f') }]) },
        { name: 'readme', content: 'words' },
        { name: '.hidden', content: recordOf('g') },
      ]),
    );
    expect(files).toEqual({ 'runs/a': 2, 'runs/b.bin': 1, c: 1, 'd.gz': 1, 'e/deep': 1 });
    expect(skipped).toEqual({ readme: 'Not read: plain text that no reader knows.', '.hidden': 'hidden' });
  });

  it('gives what is packed the ids it has unpacked', async () => {
    const plain = await fileOf(`${recordOf('a')}\n${recordOf('b')}\n`, 'plain');
    const packed = await fileOf(gzipSync(`${recordOf('a')}\n${recordOf('b')}\n`), 'packed');
    expect(await idsIn(packed)).toEqual(await idsIn(plain));
  });

  it('previews what is inside', async () => {
    const path = await fileOf(zipOf([{ name: 'a', content: recordOf('a') }]));
    const { files } = await preview([path]);
    expect(files).toMatchObject([{ file: `${path}/a`, format: 'openai-messages', first: { goal: 'a' } }]);
  });

  it('finds the reports beside in the archive', async () => {
    const run = {
      trajectory: [{ action: 'ls', observation: 'a', response: 'ls' }],
      history: [],
      environment: 'quay-1',
    };
    const path = await fileOf(
      zipOf([
        { name: 'quay-1.traj', content: JSON.stringify(run) },
        { name: 'report.json', content: JSON.stringify({ 'quay-1': { resolved: true, patch_exists: true } }) },
      ]),
    );
    const { files } = await inspect([path]);
    expect(files).toMatchObject([{ format: 'swe-agent', success: 1 }]);
  });

  it('streams members and gzip files that are larger than what is kept', async () => {
    const line = `${recordOf('x'.repeat(1000))}\n`;
    const content = Buffer.from(line.repeat(17_000));
    const { files } = await inspected(zipOf([{ name: 'large', content }]));
    expect(files).toEqual({ large: 17_000 });
    const { files: packed } = await inspect([await fileOf(gzipSync(content), 'large.gz')]);
    expect(packed).toMatchObject([{ trajectories: 17_000 }]);
  });
});

describe('archives of strangers', () => {
  it('never lead out, and one bad member does not cost the others', async () => {
    const { files, skipped } = await inspected(
      zipOf([
        { name: '../up', content: recordOf('a') },
        { name: '/root', content: recordOf('a') },
        { name: 'a/../../up', content: recordOf('a') },
        { name: 'C:/x', content: recordOf('a') },
        { name: 'link', content: '/etc/passwd', mode: 0o120777 },
        { name: 'secret', content: recordOf('a'), flags: 1 },
        { name: 'odd', content: recordOf('a'), method: 12 },
        { name: 'more', content: recordOf('a'), says: 10 },
        { name: 'less', content: recordOf('a'), says: 1000 },
        { name: 'wrong', content: recordOf('a'), crc: 7 },
        { name: 'good', content: recordOf('a') },
      ]),
    );
    expect(files).toEqual({ good: 1 });
    const out = 'its path leads out of the archive';
    expect(skipped).toEqual({
      '../up': out,
      '/root': out,
      'a/../../up': out,
      'C:/x': out,
      link: 'a link',
      secret: 'encrypted',
      odd: 'packed by a method that is not read (12)',
      more: 'It cannot be read: it unpacks to more than the archive says.',
      less: 'It cannot be read: it unpacks to less than the archive says.',
      wrong: 'It cannot be read: its checksum is not the one in the archive.',
    });
  });

  it('that unpack to absurdly much are not unpacked', async () => {
    const bomb = zipOf(Array.from({ length: 3 }, (_, at) => ({ name: `b${at}`, content: 'x', says: 4_000_000_000 })));
    expect((await inspected(bomb)).skipped['']).toContain('so little unpacks to so much');
  });

  it('inside of each other are looked into to a bound', async () => {
    let nested = zipOf([{ name: 'x', content: recordOf('a') }]);
    for (let depth = 0; depth < 5; depth += 1) nested = zipOf([{ name: 'n', content: nested, method: 'stored' }]);
    const { files, skipped } = await inspected(nested);
    expect(files).toEqual({});
    expect(skipped).toEqual({ 'n/n/n': 'an archive more than 3 archives deep' });
  });

  it('that are cut off are refused with a reason', async () => {
    const whole = zipOf([{ name: 'a', content: recordOf('a').repeat(50) }]);
    for (let at = 4; at < whole.length; at += 7) {
      const { files, skipped } = await inspect([await fileOf(whole.subarray(0, at))]);
      expect(files).toEqual([]);
      expect(skipped).toHaveLength(1);
    }
    const packed = gzipSync(recordOf('a').repeat(50));
    const { skipped } = await inspect([await fileOf(packed.subarray(0, packed.length - 9), 'cut.gz')]);
    expect(skipped).toMatchObject([{ reason: expect.stringContaining('It cannot be read: unexpected end of file') }]);
    expect(folder()).not.toBe('');
  });
});

const SAMPLE = {
  id: 1,
  epoch: 2,
  input: 'Is it tight?',
  messages: [{ role: 'user', content: 'Is it tight?' }],
  scores: { judge: { value: 'C' } },
};
const HEADER = { version: 2, status: 'success', eval: { task: 'hull', model: 'm' }, samples: [SAMPLE] };

describe('logs of evaluations as archives', () => {
  it('are one file, whose samples that cannot be read are rejected one by one', async () => {
    const path = await fileOf(
      zipOf([
        { name: '_journal/start.json', content: '{"version": 2}', method: 'zstd' },
        { name: 'samples/1_epoch_2.json', content: JSON.stringify(SAMPLE), method: 'zstd' },
        { name: 'samples/2_epoch_1.json', content: JSON.stringify(SAMPLE), crc: 1 },
        { name: 'samples/3_epoch_1.json', content: '{"id": 3]]]' },
        { name: 'samples/4_epoch_1.json', content: JSON.stringify({ ...SAMPLE, id: 4 }) },
        { name: 'header.json', content: JSON.stringify(HEADER), method: 'zstd' },
      ]),
    );
    const { files, skipped } = await inspect([path]);
    expect(skipped).toEqual([]);
    expect(files).toMatchObject([{ file: path, format: 'inspect', trajectories: 2, success: 2 }]);
    expect(files[0]?.rejected.map(({ record, reason }) => [record, reason.slice(0, 35)])).toEqual([
      [1, 'samples/2_epoch_1.json: its checksu'],
      [2, 'samples/3_epoch_1.json: it is no JS'],
    ]);
  });

  it('that broke off before the header was written are read by their journal, or without any', async () => {
    const sample = { name: 'samples/1_epoch_2.json', content: JSON.stringify(SAMPLE) };
    const started = zipOf([
      { name: '_journal/start.json', content: JSON.stringify({ eval: { task: 'hull' } }) },
      sample,
    ]);
    const damaged = zipOf([{ name: 'header.json', content: '{' }, sample]);
    for (const bytes of [started, damaged])
      expect((await inspect([await fileOf(bytes)])).files).toMatchObject([{ format: 'inspect', trajectories: 1 }]);
  });
});
