import { Sparkles } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { Author } from '../../shared/model/index.ts';
import { Badge } from './badge.tsx';
import { foreignString } from './foreign-marks.ts';

/** The mark of what a model wrote. It stands wherever its words are shown. */
export function WrittenBy({ by }: { readonly by: Author }) {
  const t = useTranslations('reasoner');
  return (
    <Badge tone="warning" title={t('byHint', { prompt: by.prompt.slice(0, 12) })}>
      <Sparkles size={11} aria-hidden />
      {t(`by.${by.reasoner}`, { model: foreignString(by.model) })}
    </Badge>
  );
}

/** The same mark where there is no room for words. */
export function WrittenIcon() {
  const t = useTranslations('reasoner');
  return <Sparkles size={13} aria-label={t('mark')} className="written-icon" />;
}
