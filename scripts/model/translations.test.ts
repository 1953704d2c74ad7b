import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { joinTranslations, readGlosses, readJapaneseRenderings, readRenderings } from './translations.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'knack-translations-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function write(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, gzipSync(text));
  return path;
}

test('words that one foreign word stands for, without names, what stands in brackets, and words that stand alone', async () => {
  const path = await write(
    'to-english.dict.dz',
    `About the dictionary, alone
lapio /lˈapio/ <n>
1. shovel, spade (tool)
kaivamiseen
2. scoop
Lappi /lˈapːi/ <pn>
the north, a region
viedä /vˈiedæ/ <v>
to carry, to take, Something
`,
  );
  expect(readRenderings(path)).toEqual([
    ['shovel', 'spade'],
    ['carry', 'take'],
  ]);
});

test('meanings of English words, and the words that share a translation', async () => {
  const path = await write(
    'from-english.dict.dz',
    `shovel //ˈʃʌvəl// <n>
lapio
tool for moving sand
spade //speɪd// <n>
1. lapio 2.
tool for digging
 3.
suit of cards
`,
  );
  expect(readGlosses(path)).toEqual({
    renderings: [['shovel', 'spade']],
    glosses: [
      { word: 'shovel', text: 'tool for moving sand' },
      { word: 'spade', text: 'tool for digging' },
      { word: 'spade', text: 'suit of cards' },
    ],
  });
  const once = readGlosses(path);
  expect(joinTranslations([once, once]).glosses).toEqual(once.glosses);
});

test('lines of English among Japanese ones', async () => {
  const path = await write(
    'japanese.dict.dz',
    `戸棚 /to̞dˈänä/
(noun (common) (futsuumeishi))
closet, locker (furniture)
洗う /äɽˈäɯᵝ/
1. (Godan verb)
         Note: word usually written using kana aloneto wash, to cleanse
2. 
alone
`,
  );
  expect(readJapaneseRenderings(path)).toEqual([
    ['closet', 'locker'],
    ['wash', 'cleanse'],
  ]);
});
