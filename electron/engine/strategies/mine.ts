import {
  mine as mineMacla,
  mineCorpus,
  withImported,
  type Mined,
  type MinedCorpus,
  type MineInput,
} from '../learning/index.ts';
import type { Derived } from '../../../shared/model/index.ts';
import { deriveMemp, mineMemp } from './memp/index.ts';
import { deriveProcmem, mineProcmem } from './procmem/index.ts';

/** Mines by the strategy of the settings: what all three share is the abstraction of the corpus. Rules T1, T2. */
export async function mine(input: MineInput): Promise<MinedCorpus> {
  switch (input.settings.strategy) {
    case 'macla':
      return mineMacla(input);
    case 'memp': {
      const corpus = await mineCorpus(input);
      const memp = await mineMemp(corpus, input);
      const segments = corpus.segments.map((segment) => ({ ...segment, procedureId: null, evidenceId: null }));
      const base = { ...sharedOf(corpus), segments };
      return { derive: (deriveInput) => withImported(deriveMemp(memp, base, deriveInput), deriveInput) };
    }
    case 'procmem': {
      const corpus = await mineCorpus(input);
      const procmem = await mineProcmem(corpus, input);
      const base = sharedOf(corpus);
      return { derive: (deriveInput) => withImported(deriveProcmem(procmem, base, deriveInput), deriveInput) };
    }
  }
}

function sharedOf({ goals, ontology, segments }: Mined): Pick<Derived, 'goals' | 'ontology' | 'segments'> {
  return { goals, ontology, segments };
}
