import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { exportForms, exportTables, secretKindSchema } from '../../../../shared/contract/index.ts';
import type { ExportResult } from '../../../../shared/contract/index.ts';
import { wrongUse } from '../arguments.ts';
import type { Answer, Command, Context } from '../command.ts';
import { orDiscarded, withMemory } from './with-memory.ts';

const answerOf = (result: ExportResult): Answer => ({
  json: result,
  text: [
    result.file,
    ...(result.redactions ?? []).map(({ kind, count }) => `redacted ${kind}: ${count}`),
    `sha256 ${result.sha256}`,
    `state ${result.stateHash}`,
  ].join('\n'),
});

/** Paths go out whole: a host that holds the memory may stand in another folder. */
export const exportCommand: Command = {
  summary: `Write the memory to a file or, as skills, to a folder (${exportForms.join(', ')}).\nSecrets are taken out; of a snapshot with --redact alone, which makes another state.`,
  examples: ['export memory.knack --memory ./memory', 'export ./skills --as skills --memory ./memory'],
  operands: ['FILE'],
  options: {
    memory: 'text',
    as: 'text',
    table: 'text',
    keep: 'text',
    'no-redaction': 'flag',
    redact: 'flag',
    preview: 'flag',
  },
  run: async (context) => {
    const [file = ''] = context.args.operands;
    const { args } = context;
    const as = oneOf(exportForms, args.text('as') ?? 'snapshot', 'export as');
    const table = oneOf(exportTables, args.text('table') ?? 'library', 'table');
    const kept = (args.text('keep') ?? '').split(',').filter(Boolean);
    const keep = kept.map((kind) => oneOf(secretKindSchema.options, kind, 'kind of secret'));
    const request = { as, table, keep, redact: !args.has('no-redaction'), redactSnapshot: args.has('redact') };
    if (args.has('preview')) {
      const preview = await withMemory(context, (client) => client.memory.previewExport(request));
      const found = preview.findings.map(({ kind, where, around }) => `${kind}  ${where}  ${around}`);
      const text = [`${preview.fileCount} files, ${preview.rows} rows`, ...found].join('\n');
      return { json: preview, text };
    }
    return answerOf(await withMemory(context, (client) => client.memory.exportTo({ file: resolve(file), ...request })));
  },
};

export const importCommand: Command = {
  summary: 'Make a memory from a snapshot; or put the skills (SKILL.md) of a folder forward as proposals.',
  examples: ['import memory.knack --memory ./copy', 'import ./skills --memory ./memory'],
  operands: ['FILE|FOLDER'],
  options: { memory: 'text' },
  run: async (context) => {
    const [operand = ''] = context.args.operands;
    const path = resolve(operand);
    context.args.need('memory');
    return (await holdsSkills(path)) ? proposeSkills(context, path) : importSnapshot(context, path);
  },
};

async function importSnapshot({ args, tell }: Context, file: string): Promise<Answer> {
  const uri = args.need('memory');
  const { connectWithout } = await import('../connect.ts');
  return orDiscarded({ memory: uri, tell, isFailure: () => false }, async () => {
    const { client, close } = connectWithout(args.text('now'));
    try {
      return answerOf(await client.memory.importSnapshot({ file, uri }));
    } finally {
      await close();
    }
  });
}

/** A folder, or a Markdown file: a snapshot is neither. */
async function holdsSkills(path: string): Promise<boolean> {
  const info = await stat(path).catch(() => null);
  return info?.isDirectory() === true || (info?.isFile() === true && /\.(md|markdown)$/i.test(path));
}

async function proposeSkills(context: Context, path: string): Promise<Answer> {
  const { decision, proposed, known, skipped } = await withMemory(
    context,
    (client) => client.skills.propose({ paths: [path] }),
    {},
  );
  const lines = proposed.flatMap(({ proposalId, skill }) => [
    `${proposalId}  ${skill.name}: ${skill.body.goal}`,
    ...skill.warnings.map((warning) => `  ${warning}`),
  ]);
  const text = [
    ...skipped.map(({ file, reason }) => `skipped  ${file}: ${reason}`),
    ...lines,
    `${proposed.length} skills wait for a decision; ${known} were put forward before. Nothing is learned until it is approved.`,
    `state ${decision.stateHash}`,
  ].join('\n');
  const rows = proposed.map(({ proposalId, skill }) => ({
    id: proposalId,
    itemId: skill.id,
    name: skill.name,
    goal: skill.body.goal,
    steps: skill.body.steps.length,
    warnings: skill.warnings,
    file: skill.file,
  }));
  return { json: { ...decision, proposed: rows, known, skipped }, text };
}

function oneOf<T extends string>(known: readonly T[], word: string, what: string): T {
  const found = known.find((one) => one === word);
  if (found === undefined) throw wrongUse(`There is no ${what} "${word}". There is: ${known.join(', ')}.`);
  return found;
}
