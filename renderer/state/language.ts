import { useSyncExternalStore } from 'react';
import { languageOf, type Language } from '../messages/index.ts';
import { useViewStore } from './view-store.ts';

function subscribe(listener: () => void): () => void {
  window.addEventListener('languagechange', listener);
  return () => window.removeEventListener('languagechange', listener);
}

/** The language of the system that there are texts for, now and when a person changes it there. */
export function useSystemLanguage(): Language {
  // As text, so that the same list is the same answer.
  const tags = useSyncExternalStore(subscribe, () => window.navigator.languages.join(' '));
  return languageOf('system', tags.split(' '));
}

/** The language to show: what a person chose, or that of the system. */
export function useLanguage(): Language {
  const wish = useViewStore((state) => state.language);
  const system = useSystemLanguage();
  return wish === 'system' ? system : wish;
}
