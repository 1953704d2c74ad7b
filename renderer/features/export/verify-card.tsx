import { useMutation } from '@tanstack/react-query';
import { CircleAlert, CircleCheck } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { VerifyReport } from '../../../shared/contract/index.ts';
import { useApi } from '../../client/index.ts';
import { Badge, Button, Card, ErrorState, PlainTable, Progress } from '../../ui/index.ts';

export function VerifyCard() {
  const t = useTranslations('export');
  const { client } = useApi();
  const checking = useMutation({ mutationFn: () => client.memory.verify({}), meta: { quiet: true } });
  return (
    <Card title={t('verify')}>
      <div className="stack">
        <p>{t('verifyBody')}</p>
        <div>
          <Button disabled={checking.isPending} onClick={() => checking.mutate()}>
            {t('verifyRun')}
          </Button>
        </div>
        {checking.isPending ? <Progress label={t('verifying')} share={null} /> : null}
        {checking.error === null ? null : <ErrorState error={checking.error} />}
        {checking.data === undefined || checking.isPending ? null : <Checks report={checking.data} />}
      </div>
    </Card>
  );
}

function Checks({ report: { ok, checks } }: { readonly report: VerifyReport }) {
  const t = useTranslations('export');
  const faults = checks.filter((check) => !check.ok).length;
  return (
    <div className="stack">
      <output className="row export-verdict" data-ok={ok ? '' : undefined}>
        {ok ? <CircleCheck size={18} aria-hidden /> : <CircleAlert size={18} aria-hidden />}
        <strong>{ok ? t('verifyOk', { count: checks.length }) : t('verifyFault', { count: faults })}</strong>
      </output>
      {ok ? null : <p>{t('verifyFaultHint')}</p>}
      <PlainTable
        caption={t('checks')}
        columns={[{ label: t('checkName') }, { label: t('checkResult') }, { label: t('checkFault') }]}
        rows={checks.map((check) => ({
          id: check.name,
          cells: [
            check.name,
            <Badge key="result" tone={check.ok ? 'success' : 'danger'}>
              {t(check.ok ? 'passed' : 'failed')}
            </Badge>,
            check.fault ?? '',
          ],
        }))}
      />
    </div>
  );
}
