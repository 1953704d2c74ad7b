import { useTranslations } from 'use-intl';
import type { Truth } from '../../../shared/model/index.ts';

/** The truth of an atom by shape, colour and word: a tick, a cross, a dashed ring. */
export function TruthMark({ truth }: { readonly truth: Truth }) {
  const t = useTranslations('ask');
  return (
    <span className="ask-truth" data-truth={truth}>
      <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden>
        <Shape truth={truth} />
      </svg>
      {t(`truth.${truth}`)}
    </span>
  );
}

function Shape({ truth }: { readonly truth: Truth }) {
  switch (truth) {
    case 'true':
      return (
        <>
          <circle cx="7" cy="7" r="6.5" fill="currentColor" />
          <path d="M4 7.2 6.2 9.4 10 5" className="ask-truth-tick" />
        </>
      );
    case 'false':
      return <path d="M3 3 11 11M11 3 3 11" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" />;
    case 'unknown':
      return (
        <circle cx="7" cy="7" r="5" fill="none" stroke="currentColor" strokeWidth="1.75" strokeDasharray="3 2.2" />
      );
  }
}
