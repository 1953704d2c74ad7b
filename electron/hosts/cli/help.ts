import type { Command } from './command.ts';

/** What an option takes, and what it is for. */
interface OptionHelp {
  /** How its value is written; nothing for a flag. */
  readonly value?: string;
  readonly about: string;
}

const optionHelp: Readonly<Record<string, OptionHelp>> = {
  memory: { value: 'MEM', about: 'the memory: a folder, or an address that LanceDB takes' },
  outcome: { value: "'FIELD>=X'", about: 'what success is, where a file has a number' },
  mapping: { value: 'FILE', about: 'which field is what, for records that no reader knows (JSON)' },
  format: { value: 'NAME', about: 'the reader, where the content does not tell' },
  to: { value: 'atif|openai', about: 'the format that is written' },
  out: { value: 'DIR|FILE', about: 'where it is written' },
  strategy: { value: 'NAME', about: 'how the memory learns: macla, memp or procmem' },
  'no-cap': { about: 'keep every procedure, however many there are' },
  reason: { value: 'TEXT', about: 'why; it stands in the journal' },
  base: { value: 'REVISION', about: 'the revision that the edit was made on' },
  observation: { value: 'TEXT', about: 'what is seen now: preconditions are judged by it' },
  k: { value: 'N', about: 'how many candidates' },
  mode: { value: 'NAME', about: 'what ranks them: eu (the usual one), mean, voi, thompson or bayes-ucb' },
  macla: { about: "by the paper's own terms" },
  epsilon: { value: 'N', about: 'the clip of the ratio, 0.01 to 0.9' },
  margin: { value: 'N', about: 'what the lower bound has to exceed, 0 to 1' },
  form: { value: 'paper|code', about: 'which surrogate' },
  logprobs: { value: 'FILE', about: 'log-probabilities of a model (JSON lines)' },
  model: { value: 'NAME', about: 'the model that is asked' },
  address: { value: 'URL', about: 'of a server, mostly ending in /v1' },
  folder: { value: 'DIR', about: 'of a text model of this machine' },
  'max-output': { value: 'N', about: 'tokens of one answer at most' },
  concurrency: { value: 'N', about: 'requests at the same time' },
  'time-limit': { value: 'SECONDS', about: 'for one answer' },
  silence: { value: 'SECONDS', about: 'without a word within an answer' },
  retries: { value: 'N', about: 'tries after the first' },
  'max-tokens': { value: 'N|none', about: 'tokens that may be spent until reset' },
  'max-cost': { value: 'N|none', about: 'money that may be spent until reset' },
  'price-in': { value: 'N', about: 'of a million tokens asked' },
  'price-out': { value: 'N', about: 'of a million tokens answered' },
  temperature: { value: 'N', about: '0 to 2' },
  as: { value: 'FORM', about: 'snapshot (the usual one), skills, jsonl, csv, parquet or html' },
  table: { value: 'NAME', about: 'of csv and parquet: library, evidence or trajectories' },
  keep: { value: 'KINDS', about: 'kinds of secrets that stay, with commas' },
  'no-redaction': { about: 'take no secret out' },
  redact: { about: 'take secrets out of a snapshot too' },
  preview: { about: 'show what would be written, and write nothing' },
  at: { value: 'SEQ', about: 'the state after this event' },
  port: { value: 'N', about: 'a port of this machine; any free one else' },
  games: { value: 'DIR', about: 'a folder of games, or mastermind:SIZE' },
  env: { value: 'COMMAND', about: 'a program as environment, instead of games' },
  agent: { value: 'NAME', about: 'who demonstrates: expert or noisy' },
  episodes: { value: 'N', about: 'how many are played' },
  'max-steps': { value: 'N', about: 'of one episode; 50 else' },
  control: { value: 'NAME', about: 'empty, random, nearest or skeleton plays' },
  without: { value: 'PART', about: 'bayes, contrast, meta, ontology or posteriors is left out' },
  'human-goals': { value: 'FILE', about: 'tasks in the words of people (JSON lines)' },
  seeds: { value: 'N', about: 'how often every game is played' },
  level: { value: 'N', about: 'how often a candidate passes that changes nothing; 0.05 else' },
  learn: { about: 'the memory learns from what is played' },
};

/** What an option of one command is for, where it is another thing in others. */
const ownAbout: Readonly<Record<string, string>> = {
  'gate model': 'the model of the reasoner scores',
  'lab strategy': 'a strategy plays, learned anew: macla, memp, procmem, or one of their variants (memp:script, ..)',
};

/** Options that a command refuses to go without. */
const needed: ReadonlySet<string> = new Set(['memory', 'reason', 'to', 'out']);
/** Some of a command's words need them, others not. */
const optionalIn: ReadonlySet<string> = new Set(['lab memory', 'lab out', 'reasoner memory', 'models memory']);

/** Every command with its one line. */
export function overview(commands: ReadonlyMap<string, Command>): string {
  return [
    'knack COMMAND',
    '',
    ...[...commands].map(([word, { summary }]) => `  ${word.padEnd(9)} ${summary.split('\n', 1)[0] ?? ''}`),
    '',
    'MEM is a folder, or an address that LanceDB takes. A folder as FILE means all files below it.',
    'Every command: --json (one JSON document), --now ISO (fixes the clock), --seed N (for what is drawn), --help',
    '(its arguments and examples).',
    'Exit status: 0 done, 1 failed, 2 wrong use.',
    '',
  ].join('\n');
}

/** How a command is called: its line, what it does, each option, examples. */
export function usageOf(name: string, { summary, operands, options, examples }: Command): string {
  const written = Object.entries(options).map(([option, kind]) => {
    const dashes = option.length === 1 ? '-' : '--';
    const call = kind === 'flag' ? `${dashes}${option}` : `${dashes}${option} ${optionHelp[option]?.value ?? 'TEXT'}`;
    const isNeeded = needed.has(option) && !optionalIn.has(`${name} ${option}`);
    const about = ownAbout[`${name} ${option}`] ?? optionHelp[option]?.about ?? '';
    return { call, short: isNeeded ? call : `[${call}]`, about };
  });
  const width = Math.max(0, ...written.map(({ call }) => call.length));
  return [
    `knack ${[name, ...operands, ...written.map(({ short }) => short)].join(' ')}`,
    ...summary.split('\n').map((line) => `  ${line}`),
    ...(written.length === 0 ? [] : ['']),
    ...written.map(({ call, about }) => `  ${call.padEnd(width)}  ${about}`.trimEnd()),
    '',
    ...examples.map((example) => `  Example: knack ${example}`),
    '',
  ].join('\n');
}
