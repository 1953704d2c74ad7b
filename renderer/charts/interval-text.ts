import { useTranslations } from 'use-intl';
import type { Interval } from '../../shared/model/index.ts';

/** The name of an interval with its mass, e.g. `89% equal-tailed interval`. */
export function useIntervalName(): (interval: Pick<Interval, 'kind' | 'mass'>) => string {
  const t = useTranslations('common');
  return ({ kind, mass }) => t(kind === 'eti' ? 'intervalEti' : 'intervalHdi', { mass });
}
