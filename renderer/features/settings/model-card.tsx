import { useTranslations } from 'use-intl';
import { useHello } from '../../client/index.ts';
import { Badge, Card } from '../../ui/index.ts';

/** The embedding model that made the vectors, and the build that shows them. */
export function ModelCard() {
  const t = useTranslations('settings');
  const hello = useHello().data;
  const memory = hello?.memory;
  if (hello === undefined || memory === null || memory === undefined) return null;
  const { model } = memory;
  return (
    <Card title={t('model.title')}>
      <div className="stack">
        <dl className="settings-facts">
          <dt>{t('model.id')}</dt>
          <dd className="mono">{model.id}</dd>
          <dt>{t('model.dimension')}</dt>
          <dd>{model.dimension}</dd>
          <dt>{t('model.state')}</dt>
          <dd className="row-wrap">
            <Badge tone={model.available ? 'success' : 'warning'}>
              {t(model.available ? 'model.available' : 'model.missing')}
            </Badge>
            {model.note === '' ? null : <span>{model.note}</span>}
            {model.available ? null : <span>{t('model.missingHint')}</span>}
          </dd>
          <dt>{t('build.title')}</dt>
          <dd>
            {t('build.version', { version: hello.version })} ·{' '}
            {t('build.host', { host: t(`build.hosts.${hello.host}`) })} · {t('build.memory', { uri: memory.uri })}
          </dd>
        </dl>
      </div>
    </Card>
  );
}
