import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { Model } from '../../../shared/contract/index.ts';
import { useApi, useHello, useMemory } from '../../client/index.ts';
import {
  Badge,
  Button,
  Card,
  ForeignText,
  formatBytes,
  formatCount,
  formatFixed,
  ReportText,
  useErrorReport,
} from '../../ui/index.ts';
import { ModelChangePanel } from './model-change-panel.tsx';
import { useModelChange } from './model-change.ts';
import { ModelChoice } from './model-choice.tsx';

/** The embedding model that makes the vectors, how fast it is here, and the others that can be chosen. */
export function ModelCard() {
  const t = useTranslations('settings');
  const { query } = useApi();
  const memory = useMemory();
  const id = memory?.settings.embeddingModel;
  const models = useQuery(query.models.list.queryOptions({ enabled: id !== undefined })).data ?? [];
  const change = useModelChange();
  if (memory === null) return null;
  const inUse = models.find((model) => model.id === id);
  return (
    <Card title={t('model.title')}>
      <div className="stack">
        {inUse === undefined ? null : <InUse model={inUse} />}
        <ModelChangePanel change={change.change} onCancel={change.cancel} />
        <ModelChoice
          models={models.filter((model) => model.id !== id)}
          isBusy={change.change.kind === 'running'}
          onUse={change.start}
        />
      </div>
    </Card>
  );
}

function InUse({ model }: { readonly model: Model }) {
  const t = useTranslations('settings');
  const isReady = model.state === 'ready';
  return (
    <dl className="settings-facts">
      <dt>{t('model.id')}</dt>
      <dd className="mono">
        <ForeignText text={model.id} />
      </dd>
      <dt>{t('model.dimension')}</dt>
      <dd>{model.dimension ?? t('model.unknown')}</dd>
      <dt>{t('model.size')}</dt>
      <dd>{model.bytes === null ? t('model.unknown') : formatBytes(model.bytes)}</dd>
      <dt>{t('model.licence')}</dt>
      <dd>
        <ForeignText text={model.licence} />
      </dd>
      <dt>{t('model.state')}</dt>
      <dd className="row-wrap">
        <Badge tone={isReady ? 'success' : 'warning'}>{t(isReady ? 'model.available' : 'model.missing')}</Badge>
        {model.note === '' ? null : <ForeignText text={model.note} />}
        {isReady ? null : <span>{t('model.missingHint')}</span>}
      </dd>
      <dt>{t('model.speed')}</dt>
      <dd>{isReady ? <Speed id={model.id} /> : t('model.unknown')}</dd>
    </dl>
  );
}

/** Measured when a person asks for it: it loads the model a second time for a moment. */
function Speed({ id }: { readonly id: string }) {
  const t = useTranslations('settings');
  const { query } = useApi();
  const speed = useQuery(query.models.speed.queryOptions({ input: { id }, enabled: false, staleTime: Infinity }));
  const reportOf = useErrorReport();
  const report = speed.error === null ? null : reportOf(speed.error);
  const { data } = speed;
  return (
    <span className="row-wrap">
      {data === undefined ? null : (
        <span>
          {t('model.speedFigures', {
            load: formatFixed(data.loadMilliseconds, 0),
            one: formatFixed(data.oneMilliseconds, 2),
            rate: formatCount(Math.round(data.textsPerSecond)),
          })}
        </span>
      )}
      {report === null ? null : (
        <span className="field-error" role="alert">
          <ReportText report={report} without={['kept', 'todo']} />
        </span>
      )}
      <Button size="small" disabled={speed.isFetching} onClick={() => void speed.refetch()}>
        {t(speed.isFetching ? 'model.measuring' : data === undefined ? 'model.measure' : 'model.measureAgain')}
      </Button>
    </span>
  );
}

/** The build that shows all this, and where the memory is. */
export function BuildCard() {
  const t = useTranslations('settings');
  const hello = useHello().data;
  const memory = hello?.memory;
  if (hello === undefined || memory === null || memory === undefined) return null;
  return (
    <Card title={t('build.title')}>
      <p>
        {t('build.version', { version: hello.version })} · {t('build.host', { host: t(`build.hosts.${hello.host}`) })} ·{' '}
        {t('build.memory', { uri: memory.uri })}
      </p>
    </Card>
  );
}
