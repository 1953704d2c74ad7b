import type { Episode } from '../../abstraction/corpus.ts';
import { estimateTokens, numberSteps, type BuiltEntry } from './entry.ts';

/** An entry that a Mem^p memory brought: its workflow is the script as it stood there. Null for an episode. Rule Q15. */
export function foreignEntry(episode: Episode, textOf: (template: number) => string): BuiltEntry | null {
  const { foreign, goal, trajectoryId, outcome } = episode;
  if (foreign?.kind !== 'memp') return null;
  const steps = episode.steps.map(({ template, args }) => ({
    id: '',
    template: textOf(template).replace(/\{(\d+)\}/g, (_, digits: string) => args[Number(digits)]?.text ?? ''),
    kind: 'text' as const,
    optional: false,
    repeats: false,
    evidence: { present: 0, of: 0 },
  }));
  const characters = estimateTokens(episode.characters);
  return {
    id: `m-${trajectoryId.slice(0, 24)}`,
    trajectoryId,
    query: goal,
    outcome,
    facts: foreign.facts,
    marks: episode.steps.map(() => 'critical'),
    body: { goal, slots: [], preconditions: [], steps: numberSteps(steps), postconditions: [] },
    tokens: { script: characters, trajectory: characters },
  };
}
