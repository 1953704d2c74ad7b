import type { Client, InspectReport } from '../../../../shared/contract/index.ts';

const fieldsTold = 12;

/** For the first file that needs a mapping: its fields, and a mapping to start from. */
export async function hintMapping(
  client: Client,
  skipped: InspectReport['skipped'],
  tell: (line: string) => void,
): Promise<void> {
  const first = skipped.find(({ reason }) => reason.includes('it needs a mapping'));
  if (first === undefined) return;
  const [preview] = (await client.imports.preview({ paths: [first.file] })).files;
  if (preview === undefined || preview.columns.length === 0) return;
  const fields = preview.columns.map(({ path }) => path);
  const more = fields.length > fieldsTold ? ', ..' : '';
  const start = preview.mapping ?? { name: 'mine', columns: fields.slice(0, 2), action: 'FIELD', observation: 'FIELD' };
  tell(
    `hint  ${first.file}: a mapping says which fields make an episode. It has ${fields.slice(0, fieldsTold).join(', ')}${more}.`,
  );
  tell(
    `hint  Save this as mapping.json, change what is wrong, and give --mapping mapping.json:\n${JSON.stringify(start)}`,
  );
}
