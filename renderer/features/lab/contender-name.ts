import { useTranslations } from 'use-intl';

const known = ['memory', 'empty', 'random', 'nearest', 'skeleton', 'macla', 'memp', 'procmem'] as const;

/** The name of who plays, in the words of the interface; one that these words do not know keeps its own. */
export function useContenderName(): (name: string) => string {
  const t = useTranslations('lab');
  return (name) => {
    const own = known.find((each) => each === name);
    return own === undefined ? name : t(`contenders.${own}`);
  };
}

/** A sentence on what it plays from; null for one that is not known. */
export function useContenderHint(): (name: string) => string | null {
  const t = useTranslations('lab');
  return (name) => {
    const own = known.find((each) => each === name);
    return own === undefined ? null : t(`hints.${own}`);
  };
}
