import { useTranslations } from 'use-intl';
import { useHello } from '../../client/index.ts';
import { LoadingState, Page } from '../../ui/index.ts';
import { OpenCard } from './open-card.tsx';
import { SaveCard } from './save-card.tsx';
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
        <div className="export">
          <SaveCard memory={hello.memory} home={hello.home} />
          <OpenCard home={hello.home} />
          <VerifyCard />
        </div>
      )}
    </Page>
  );
}
