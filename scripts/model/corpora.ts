import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDictionarySections, readHtmlSections } from './documents.ts';
import type { Section } from './documents.ts';
import { joinTranslations, readGlosses, readJapaneseRenderings, readRenderings } from './translations.ts';
import type { Translations } from './translations.ts';
import { readWordNet } from './wordnet.ts';
import type { WordNet } from './wordnet.ts';

/** One Debian package that the model is trained on. */
export interface CorpusPackage {
  readonly name: string;
  readonly version: string;
  /** SHA-256 of the package file. */
  readonly sha256: string;
  readonly licence: string;
  readonly holds: string;
}

export const CORPUS_PACKAGES: readonly CorpusPackage[] = [
  {
    name: 'wordnet-base',
    version: '1:3.0-37',
    sha256: '61060d960f9ada8fa120872312eccd3ecebfbab8c4579e4f5a74e1cf67620752',
    licence: 'WordNet 3.0 licence',
    holds: 'synonyms, relations, definitions and examples',
  },
  {
    name: 'dict-jargon',
    version: '4.4.7-3.1',
    sha256: '405f8168d7994ed2cb71407bb95493daec2e9aa66fc0461dafa74a9d6728a8c1',
    licence: 'public domain',
    holds: 'a lexicon of computing slang',
  },
  {
    name: 'postgresql-doc-15',
    version: '15.20-0+deb12u1',
    sha256: '4c44bf2c599f208b3f46454a6cf7a72e25ec46ff74d37b59dd31ad76b00eebb7',
    licence: 'PostgreSQL licence',
    holds: 'documentation of a database',
  },
  {
    name: 'sqlite3-doc',
    version: '3.40.1-2+deb12u2',
    sha256: '466e30d7066e2641fa13e56bc662a2ad521b8cc9c17dde9c9dac3d4f105e32f2',
    licence: 'public domain',
    holds: 'documentation of a database',
  },
  {
    name: 'python3.11-doc',
    version: '3.11.2-6+deb12u9',
    sha256: '5b3594189d6ef9a6963ce0347fd307a1cc67620ad697e144db366070e2e146be',
    licence: 'Python Software Foundation licence 2',
    holds: 'documentation of a programming language',
  },
  {
    name: 'nodejs-doc',
    version: '18.20.4+dfsg-1~deb12u3',
    sha256: 'd2fbd4f3aecccea9d901a03842ef8380379e0d33010a48af5e797ed68ae874ce',
    licence: 'MIT',
    holds: 'documentation of a JavaScript runtime',
  },
  {
    name: 'wamerican-small',
    version: '2020.12.07-2',
    sha256: 'bfebd3ce5f04a62f5fbeb6707ea1160e37d645754145138343009209f0deadb6',
    licence: 'SCOWL licence',
    holds: 'the most common words of American English',
  },
  {
    name: 'wamerican',
    version: '2020.12.07-2',
    sha256: 'c8f8e2b2ad0d37bfdd41f0e40f1e4c8e5f907467d768a1d3698b164e9617f0b4',
    licence: 'SCOWL licence',
    holds: 'words of American English',
  },
  {
    name: 'dict-freedict-fin-eng',
    version: '2022.12.07-2',
    sha256: '7abc28d885e36b4e9e5d41c0a7f951fac33cca1d996602fa4a87a0c96934c6bf',
    licence: 'CC BY-SA 3.0',
    holds: 'English words that Finnish words stand for',
  },
  {
    name: 'dict-freedict-pol-eng',
    version: '2022.12.07-2',
    sha256: 'bb89dccd16967ebe5bdd9ca930cdfc17a6f1527ebae207b99183cbfa8692eeaa',
    licence: 'CC BY-SA 3.0',
    holds: 'English words that Polish words stand for',
  },
  {
    name: 'dict-freedict-ell-eng',
    version: '2022.12.07-2',
    sha256: '4a6f9adeb8e085b8a807bf62dd67468dbbbb16ea7299ab41cdddb29e7d404242',
    licence: 'CC BY-SA 3.0',
    holds: 'English words that Greek words stand for',
  },
  {
    name: 'dict-freedict-jpn-eng',
    version: '2022.04.21-1',
    sha256: '29feef8cb0e4e01efeb3524173709395ac528ad1d1c6622f7dddff7fef7e54ed',
    licence: 'CC BY-SA 3.0',
    holds: 'English words that Japanese words stand for',
  },
  {
    name: 'dict-freedict-eng-fin',
    version: '2022.12.07-2',
    sha256: '037351c22b6f803358517d0293bab9619f6bef964e22cab68f63a174b5d22ebe',
    licence: 'CC BY-SA 3.0',
    holds: 'meanings of English words, and which of them Finnish has one word for',
  },
  {
    name: 'dict-freedict-eng-bul',
    version: '2022.12.07-2',
    sha256: '91e23fe0ec1dfff19b27d302d7fba32fcc93f95e9b8965939d6f4c966e478389',
    licence: 'CC BY-SA 3.0',
    holds: 'meanings of English words, and which of them Bulgarian has one word for',
  },
  {
    name: 'dict-freedict-eng-ind',
    version: '2022.12.07-2',
    sha256: 'd2929618bdbdfecf7f71bc46e038fe873d3e6a50ec29cecc1f60ef1c4e940070',
    licence: 'CC BY-SA 3.0',
    holds: 'meanings of English words, and which of them Indonesian has one word for',
  },
  {
    name: 'dict-freedict-eng-jpn',
    version: '2022.12.07-2',
    sha256: '3d06a55a8fa16a529b9f95b8d2fe3f7163700cea03aa7ee5b53c40dcdd6c6868',
    licence: 'CC BY-SA 3.0',
    holds: 'meanings of English words, and which of them Japanese has one word for',
  },
  {
    name: 'dict-freedict-eng-nor',
    version: '2022.12.07-2',
    sha256: 'cf0c56bd607b30ec0481fcc002b062b9f220e6870a0d6abcc2796bebb68b2097',
    licence: 'CC BY-SA 3.0',
    holds: 'meanings of English words, and which of them Norwegian has one word for',
  },
];

/** Dictionaries of FreeDict's, by the codes of their two languages. */
const TO_ENGLISH = ['fin-eng', 'pol-eng', 'ell-eng'];
const FROM_ENGLISH = ['eng-fin', 'eng-bul', 'eng-ind', 'eng-jpn', 'eng-nor'];

export interface Corpora {
  readonly wordNet: WordNet;
  /** Word lists from the most common words to the less common ones; each contains the one before. */
  readonly wordLists: readonly ReadonlySet<string>[];
  readonly sections: readonly Section[];
  /** What foreign words tell of English ones. */
  readonly translations: Translations;
}

/**
 * Fetches the packages into `cache` where they are missing, unpacks and reads them.
 * @throws Error in one line that names the package, when one is neither in the cache nor to be had, or has other bytes than expected.
 */
export function readCorpora(cache: string): Corpora {
  const root = (name: string): string => unpackPackage(requirePackage(name), cache);
  const doc = (name: string, path: string): string => join(root(name), 'usr/share/doc', path);
  const dictionary = (pair: string): string =>
    join(root(`dict-freedict-${pair}`), `usr/share/dictd/freedict-${pair}.dict.dz`);
  return {
    wordNet: readWordNet(join(root('wordnet-base'), 'usr/share/wordnet')),
    wordLists: [
      readWordList(join(root('wamerican-small'), 'usr/share/dict/american-english-small')),
      readWordList(join(root('wamerican'), 'usr/share/dict/american-english')),
    ],
    sections: [
      ...readDictionarySections(join(root('dict-jargon'), 'usr/share/dictd/jargon.dict.dz')),
      ...readHtmlSections(doc('postgresql-doc-15', 'postgresql-doc-15/html')),
      ...readHtmlSections(doc('sqlite3-doc', 'sqlite3')),
      ...readHtmlSections(doc('python3.11-doc', 'python3.11/html')),
      ...readHtmlSections(doc('nodejs-doc', 'nodejs/api')),
    ],
    translations: joinTranslations([
      ...TO_ENGLISH.map((pair) => ({ renderings: readRenderings(dictionary(pair)), glosses: [] })),
      { renderings: readJapaneseRenderings(dictionary('jpn-eng')), glosses: [] },
      ...FROM_ENGLISH.map((pair) => readGlosses(dictionary(pair))),
    ]),
  };
}

function readWordList(path: string): ReadonlySet<string> {
  return new Set(readFileSync(path, 'utf8').split('\n'));
}

function requirePackage(name: string): CorpusPackage {
  const found = CORPUS_PACKAGES.find((entry) => entry.name === name);
  if (found === undefined) throw new Error(`${name} is not among the named corpora`);
  return found;
}

function unpackPackage(corpus: CorpusPackage, cache: string): string {
  const target = join(cache, `${corpus.name}_${corpus.version.replaceAll(':', '%3a')}`);
  if (existsSync(join(target, 'usr'))) return target;
  mkdirSync(cache, { recursive: true });
  const file = findPackageFile(corpus, cache) ?? downloadPackage(corpus, cache);
  const digest = createHash('sha256').update(readFileSync(file)).digest('hex');
  if (digest !== corpus.sha256)
    throw new Error(`${file} is not the expected Debian package ${corpus.name}=${corpus.version} (SHA-256 ${digest})`);
  execFileSync('dpkg-deb', ['-x', file, target]);
  return target;
}

function findPackageFile(corpus: CorpusPackage, cache: string): string | undefined {
  const prefix = `${corpus.name}_${corpus.version.replaceAll(':', '%3a')}_`;
  const name = readdirSync(cache).find((entry) => entry.startsWith(prefix) && entry.endsWith('.deb'));
  return name === undefined ? undefined : join(cache, name);
}

function downloadPackage(corpus: CorpusPackage, cache: string): string {
  try {
    execFileSync('apt-get', ['download', `${corpus.name}=${corpus.version}`], { cwd: cache, stdio: 'ignore' });
  } catch {
    throw new Error(`Debian package missing: ${corpus.name}=${corpus.version}; put its .deb file into ${cache}`);
  }
  const file = findPackageFile(corpus, cache);
  if (file === undefined)
    throw new Error(`Debian package missing: ${corpus.name}=${corpus.version}; put its .deb file into ${cache}`);
  return file;
}
