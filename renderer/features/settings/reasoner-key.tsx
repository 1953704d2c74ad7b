import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ReasonerStatus } from '../../../shared/contract/index.ts';
import { useApi } from '../../client/index.ts';
import { Badge, Button, EngineText, ReportText, TextField, useErrorReport } from '../../ui/index.ts';

/** The key of the server: where it is kept, never what it is. */
export function ReasonerKey({
  status: { key },
  onChange,
}: {
  readonly status: ReasonerStatus;
  onChange(status: ReasonerStatus): void;
}) {
  const t = useTranslations('reasoner');
  const { client } = useApi();
  const [text, setText] = useState('');
  const setting = useMutation({
    mutationFn: (key: string | null) => client.reasoner.setKey({ key }),
    meta: { quiet: true },
    // What was typed stays nowhere in the page.
    gcTime: 0,
    onSuccess: (status) => {
      setText('');
      setting.reset();
      onChange(status);
    },
  });
  const report = useErrorReport()(setting.error ?? null);
  return (
    <section className="stack-tight" aria-label={t('key')}>
      <h3>{t('key')}</h3>
      <p className="row-wrap">
        <Badge tone={key.isSet ? 'success' : 'neutral'}>{t(key.isSet ? 'keySet' : 'keyNone')}</Badge>
        <span>{t(`keyPlace.${key.place}`)}</span>
        {key.note === '' ? null : <EngineText text={key.note} />}
      </p>
      {key.place === 'environment' ? null : (
        <form
          className="reasoner-line"
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim() !== '') setting.mutate(text.trim());
          }}
        >
          <TextField
            label={t('keyNew')}
            hint={t('keyHint')}
            type="password"
            autoComplete="off"
            value={text}
            onChange={setText}
          />
          <span className="row-wrap">
            <Button type="submit" disabled={text.trim() === '' || setting.isPending}>
              {t('keySave')}
            </Button>
            {key.isSet ? (
              <Button disabled={setting.isPending} onClick={() => setting.mutate(null)}>
                {t('keyForget')}
              </Button>
            ) : null}
          </span>
        </form>
      )}
      {setting.error === null || report === null ? null : (
        <p className="field-error" role="alert">
          <ReportText report={report} />
        </p>
      )}
    </section>
  );
}
