import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { MempEntryDetail } from '../../../shared/contract/index.ts';
import type { StepMark } from '../../../shared/model/index.ts';
import { useApi } from '../../client/index.ts';
import { hrefOf } from '../../state/index.ts';
import {
  Badge,
  ButtonLink,
  Card,
  CheckField,
  ForeignText,
  formatCount,
  Loaded,
  Page,
  SlotText,
  Stats,
  WrittenBy,
} from '../../ui/index.ts';
import { WriteScript } from './write-script.tsx';

/** One entry: its script beside its episode, the critical steps marked. */
export function EntryPage({ id }: { readonly id: string }) {
  const t = useTranslations('memp');
  const { query } = useApi();
  const detail = useQuery(query.strategies.mempEntry.queryOptions({ input: { id } }));
  return (
    <Loaded query={detail} label={t('loading')} isPage>
      {(data) => <Entry detail={data} />}
    </Loaded>
  );
}

function Entry({ detail }: { readonly detail: MempEntryDetail }) {
  const t = useTranslations('memp');
  const { entry, body, status, steps, proposals } = detail;
  const [isOnlyCritical, setOnlyCritical] = useState(false);
  const shown = steps.filter(({ mark }) => !isOnlyCritical || mark === 'critical');
  return (
    <Page
      title={entry.query}
      back={{ href: hrefOf({ view: 'memp' }), label: t('back') }}
      sub={
        <span className="row-wrap">
          {Object.entries(entry.facts).map(([key, value]) => (
            <Badge key={key}>
              <ForeignText text={`${key}: ${value}`} />
            </Badge>
          ))}
          {entry.imported === null ? null : <Badge tone="warning">{t('imported')}</Badge>}
          {(detail.written ?? []).map(({ part, by }) => (
            <WrittenBy key={part} by={by} />
          ))}
          {status === 'live' ? null : <Badge tone="warning">{t(status)}</Badge>}
        </span>
      }
      actions={
        <>
          <ButtonLink href={hrefOf({ view: 'procedure', id: entry.id })}>{t('evidence')}</ButtonLink>
          {proposals.length === 0 ? null : (
            <ButtonLink href={hrefOf({ view: 'review', id: proposals[0] ?? null })}>{t('openProposal')}</ButtonLink>
          )}
        </>
      }
    >
      <Stats
        items={[
          { label: t('columns.hits'), value: formatCount(entry.hits) },
          {
            label: t('columns.success'),
            value: entry.hits === 0 ? '–' : t('steps', { part: entry.success, all: entry.hits }),
          },
          { label: t('tokensScript'), value: formatCount(entry.tokens.script) },
          { label: t('tokensTrajectory'), value: formatCount(entry.tokens.trajectory) },
        ]}
      />
      {entry.imported === null ? null : <p className="muted">{t('importedHint')}</p>}
      {status === 'live' && entry.imported === null ? (
        <WriteScript key={entry.id} id={entry.id} canRewrite={entry.hits > entry.success} />
      ) : null}
      <div className="memp-sides">
        <Card title={t('script', { count: body.steps.length })}>
          <ol className="memp-script">
            {body.steps.map(({ id, template }) => (
              <li key={id}>
                <SlotText text={template} />
              </li>
            ))}
          </ol>
        </Card>
        <Card
          title={t('trajectory', { count: steps.length })}
          actions={<CheckField label={t('onlyCritical')} checked={isOnlyCritical} onChange={setOnlyCritical} />}
        >
          <ol className="memp-steps">
            {shown.map((step) => (
              <li key={step.index} className="memp-step" data-mark={step.mark}>
                <a
                  className="memp-number"
                  href={hrefOf({ view: 'trajectory', id: entry.trajectoryId, params: { step: String(step.index) } })}
                >
                  {step.index + 1}
                </a>
                <div className="stack-tight">
                  <div className="row-wrap">
                    <code className="memp-action">
                      <ForeignText text={step.action} />
                    </code>
                    <Mark mark={step.mark} />
                  </div>
                  <p className="small muted memp-observation">
                    <ForeignText text={step.observation.slice(0, 280)} />
                  </p>
                </div>
              </li>
            ))}
          </ol>
        </Card>
      </div>
    </Page>
  );
}

function Mark({ mark }: { readonly mark: StepMark }) {
  const t = useTranslations('memp');
  return (
    <Badge
      tone={mark === 'critical' ? 'accent' : mark === 'failed' ? 'failure' : 'neutral'}
      title={t(`marksAbout.${mark}`)}
    >
      {t(`marks.${mark}`)}
    </Badge>
  );
}
