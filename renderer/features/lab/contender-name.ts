import { useTranslations } from 'use-intl';
import { controls, strategyPlayers } from '../../../shared/contract/index.ts';

const known = ['memory', ...controls, ...strategyPlayers] as const;

/** The name of who plays, in the words of the interface; one that these words do not know keeps its own. */
export function useContenderName(): (name: string) => string {
  const t = useTranslations('lab');
  return (name) => {
    const own = known.find((each) => each === name);
    return own === undefined ? name : t(`contenders.${own}`);
  };
}

const explained = ['memory', ...controls, 'macla', 'memp', 'procmem'] as const;

/** A sentence on what it plays from, the same for a strategy with one thing changed; null for one that is not known. */
export function useContenderHint(): (name: string) => string | null {
  const t = useTranslations('lab');
  return (name) => {
    const own = explained.find((each) => each === name.split(':', 1)[0]);
    return own === undefined ? null : t(`hints.${own}`);
  };
}
