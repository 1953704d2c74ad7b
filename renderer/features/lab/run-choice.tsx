import { useTranslations } from 'use-intl';
import { setParams } from '../../state/index.ts';
import { Segmented } from '../../ui/index.ts';
import { useContenderName } from './contender-name.ts';
import type { LabRun } from './lab-store.ts';

/** Whose run is looked at. */
export function RunChoice({ runs, run }: { readonly runs: readonly LabRun[]; readonly run: LabRun }) {
  const t = useTranslations('lab');
  const nameOf = useContenderName();
  if (runs.length < 2) return null;
  return (
    <Segmented
      label={t('whose')}
      value={run.contender.name}
      options={runs.map(({ contender }) => ({ value: contender.name, label: nameOf(contender.name) }))}
      onChange={(name) => setParams({ run: name, episode: undefined, step: undefined })}
    />
  );
}
