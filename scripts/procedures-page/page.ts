import {
  renderCondition,
  type Derived,
  type MetaProcedure,
  type Posterior,
  type Procedure,
} from '../../shared/model/index.ts';

/** One corpus of the page. */
export interface Section {
  readonly title: string;
  /** Where the episodes are from and how many they are. */
  readonly about: string;
  readonly state: Derived;
}

const most = 10;

const introduction = `# What Knack learns from public episodes

Written by \`node scripts/procedures-page/main.ts\` from the folder with the public data (\`KNACK_DATA\`); not by hand. Nothing in the
engine knows these worlds: no verb, thing, place or tool is named in it, and with every word replaced by a made-up one the
same procedures come out.

Of each corpus up to ten procedures and up to ten meta-procedures, those with the most executions first; where a corpus gives
fewer, all of them. **n** is the number of evidence rows, the rate the
posterior mean under Beta(1,1) with its 89 % equal-tailed interval. A step in brackets is optional, one with + repeats. Behind a
condition stands in how many of the good executions it holds. An ellipsis is any thing, \`{place}\` a slot.
`;

/** The page, in Markdown. The same states give the same bytes. */
export function writePage(sections: readonly Section[]): string {
  return `${[introduction, ...sections.map(writeSection)].join('\n').trimEnd()}\n`;
}

function writeSection({ title, about, state }: Section): string {
  const procedures = state.procedures
    .filter(({ status }) => status === 'live')
    .toSorted((a, b) => b.executions - a.executions || (a.id < b.id ? -1 : 1));
  const metas = state.metaProcedures
    .filter(({ status }) => status === 'live')
    .toSorted((a, b) => b.episodes - a.episodes || (a.id < b.id ? -1 : 1));
  const goals = new Map(state.procedures.map(({ id, body }) => [id, body.goal]));
  const counted = `${count(procedures.length, 'procedure')} and ${count(metas.length, 'meta-procedure')}`;
  const parts = [
    `## ${title}\n`,
    `${about} Learnt from them: ${counted}. Shown: ${shown(procedures, metas)}.\n`,
    ...procedures.slice(0, most).map(writeProcedure),
  ];
  if (metas.length > 0)
    parts.push('### Meta-procedures\n', ...metas.slice(0, most).map((meta) => writeMeta(meta, goals)));
  return parts.join('\n');
}

const count = (n: number, what: string): string => `${n === 0 ? 'no' : n} ${what}${n === 1 ? '' : 's'}`;

function shown(procedures: readonly Procedure[], metas: readonly MetaProcedure[]): string {
  if (Math.max(procedures.length, metas.length) <= most) return 'all of them; there are no others';
  const parts = [count(Math.min(most, procedures.length), 'procedure')];
  if (metas.length > 0) parts.push(count(Math.min(most, metas.length), 'meta-procedure'));
  return parts.join(' and ');
}

function writeProcedure({ body, posterior, executions, episodes }: Procedure): string {
  const steps = body.steps.map(({ template, optional, repeats, evidence }) => {
    const text = `\`${template}\`${repeats ? ' +' : ''}`;
    return `${optional ? `[${text}]` : text} (${evidence.present}/${evidence.of})`;
  });
  const lines = [
    `- executed ${executions} times in ${episodes} episodes; ${rate(posterior)}`,
    `- before: ${conditions(body.preconditions)}`,
    `- steps: ${steps.join(' → ')}`,
    `- after: ${conditions(body.postconditions)}`,
  ];
  return `### \`${body.goal}\`\n\n${lines.join('\n')}\n`;
}

function conditions(list: Procedure['body']['preconditions']): string {
  if (list.length === 0) return 'nothing that all share';
  return list.map((one) => `\`${renderCondition(one)}\` (${one.evidence.holds}/${one.evidence.of})`).join(', ');
}

function rate({ mean, interval, n }: Posterior): string {
  return `n ${n}, rate ${mean.toFixed(2)} [${interval.low.toFixed(2)}, ${interval.high.toFixed(2)}]`;
}

function writeMeta(
  { goal, sequence, policy, posterior, episodes }: MetaProcedure,
  goals: ReadonlyMap<string, string>,
): string {
  const rows = sequence.map((id, position) => {
    const rule = policy[position];
    const counts = [rule?.continue, rule?.skip, rule?.repeat, rule?.maxRepeats, rule?.abort];
    return `| ${position + 1} | \`${goals.get(id) ?? id}\` | ${counts.join(' | ')} |`;
  });
  const head =
    '| | procedure | continue | skip | repeat | at most | abort |\n| --- | --- | --- | --- | --- | --- | --- |';
  return `**${goal}**: taken by ${episodes} successes; ${rate(posterior)}\n\n${head}\n${rows.join('\n')}\n`;
}
