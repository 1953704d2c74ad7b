import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { MemoryInfo } from '../../../shared/contract/index.ts';
import { useHello } from '../../client/index.ts';
import { LoadingState, Page } from '../../ui/index.ts';
import { LeavingCard } from './leaving-card.tsx';
import { OpenCard } from './open-card.tsx';
import { SaveCard, type ExportRequest } from './save-card.tsx';
import { VerifyCard } from './verify-card.tsx';
import './export.css';

export function ExportView() {
  const t = useTranslations('export');
  const hello = useHello().data;
  return (
    <Page title={t('title')} sub={t('sub')}>
      {hello === undefined || hello.memory === null ? (
        <LoadingState />
      ) : (
        <Cards memory={hello.memory} home={hello.home} />
      )}
    </Page>
  );
}

function Cards({ memory, home }: { readonly memory: MemoryInfo; readonly home: string }) {
  const [request, setRequest] = useState<ExportRequest>({
    as: 'snapshot',
    redact: true,
    redactSnapshot: false,
    keep: [],
    table: 'library',
  });
  const { success, failure, unknown } = memory.counts.trajectories;
  return (
    <div className="export">
      <SaveCard memory={memory} home={home} request={request} onRequest={setRequest} />
      <LeavingCard
        request={request}
        episodes={success + failure + unknown}
        onKeep={(keep) => setRequest({ ...request, keep })}
      />
      <OpenCard home={home} />
      <VerifyCard />
    </div>
  );
}
