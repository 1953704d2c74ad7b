import type { Client } from '../../shared/contract/index.ts';
import { languageNames } from '../../renderer/messages/index.ts';

/** Names that no language translates (programs, formats, constants, keys), and what is no message: months, an address. */
const names =
  'Jan Feb Apr Mai Jun Jul Aug Sep Sept Okt Nov Dez nowhere Knack MACLA Mem ProcMEM English Deutsch UTC Ctrl Shift Esc Space Del Home KiB MiB GiB ms SHA';

/** Every word that stands in the data of a memory: what is shown of them needs no translation. */
export async function knownWords(engine: Client): Promise<readonly string[]> {
  const procedures = await engine.library.procedures();
  const { samples, contenders } = await engine.lab.desk();
  const answers: readonly unknown[] = await Promise.all([
    engine.memory.hello(),
    engine.memory.events(),
    engine.memory.sources(),
    engine.memory.goals(),
    engine.memory.ontology(),
    engine.library.metas(),
    engine.library.forest(),
    engine.review.list(),
    engine.models.list(),
    engine.trajectories.list(),
    samples === null ? [] : engine.lab.games({ world: { kind: 'games', folder: samples } }),
    ...procedures.slice(0, 3).map(({ id }) => engine.library.procedure({ id })),
  ]);
  return wordsOf([names, languageNames, procedures, contenders, answers]);
}

/** Every word of an answer, each once. */
export function wordsOf(answer: unknown): readonly string[] {
  return [...new Set(JSON.stringify(answer).match(/[\p{L}\d]+/gu) ?? [])];
}
