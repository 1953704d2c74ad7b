import { Unplug } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useApi, useConnectionStatus } from '../client/index.ts';
import { Button } from '../ui/index.ts';

/** In sight while the host is gone; what was read before stays on the screen below it. */
export function ConnectionBar() {
  const t = useTranslations('app');
  const status = useConnectionStatus();
  const { connection } = useApi();
  if (status !== 'lost' && status !== 'refused') return null;
  return (
    <div className="connection-bar" role="alert">
      <Unplug size={16} aria-hidden />
      <span>{t(`connection.${status}`)}</span>
      <Button size="small" onClick={() => connection.retry()}>
        {t('connection.retry')}
      </Button>
    </div>
  );
}
