import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { ReasonerTest as Tested } from '../../../shared/contract/index.ts';
import { failureOf, useApi } from '../../client/index.ts';
import { Button, foreignString, formatCount, Progress, ReportText, useErrorReport, WrittenBy } from '../../ui/index.ts';

/** Asks one small question, when a person wants to know whether it is answered. */
export function ReasonerTest({ kind }: { readonly kind: 'server' | 'local' }) {
  const t = useTranslations('reasoner');
  const { client, query, queryClient } = useApi();
  const controller = useRef<AbortController | null>(null);
  useEffect(() => () => controller.current?.abort(), []);
  const test = useMutation({
    mutationFn: () => {
      controller.current = new AbortController();
      return client.reasoner.test(undefined, { signal: controller.current.signal });
    },
    meta: { quiet: true },
    // It was paid for.
    onSettled: () => queryClient.invalidateQueries({ queryKey: query.reasoner.status.queryKey() }),
  });
  const reportOf = useErrorReport();
  const isCancelled = test.error !== null && failureOf(test.error).kind === 'cancelled';
  const report = test.error === null || isCancelled ? null : reportOf(test.error);
  return (
    <div className="stack-tight">
      <div className="row-wrap">
        <Button disabled={test.isPending} onClick={() => test.mutate()}>
          {t(kind === 'server' ? 'test' : 'testLocal')}
        </Button>
        {test.isPending ? <Button onClick={() => controller.current?.abort()}>{t('cancel')}</Button> : null}
        {isCancelled ? <output className="small muted">{t('cancelled')}</output> : null}
      </div>
      {test.isPending ? <Progress label={t('testing')} share={null} /> : null}
      {test.data === undefined || test.isPending ? null : <Answered test={test.data} />}
      {report === null ? null : (
        <p className="field-error" role="alert">
          <ReportText report={report} />
        </p>
      )}
    </div>
  );
}

function Answered({ test: { model, milliseconds, said, author } }: { readonly test: Tested }) {
  const t = useTranslations('reasoner');
  return (
    <output className="row-wrap">
      <span>
        {t('tested', {
          model: foreignString(model),
          milliseconds: formatCount(Math.round(milliseconds)),
          said: foreignString(said),
        })}
      </span>
      {author === null ? null : <WrittenBy by={author} />}
    </output>
  );
}
