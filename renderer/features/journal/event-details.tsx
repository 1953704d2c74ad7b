import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { AgentSkill, Change, JournalEvent, Settings, Source, ReviewPolicy } from '../../../shared/model/index.ts';
import { useApi } from '../../client/index.ts';
import { hrefOf, setParams } from '../../state/index.ts';
import {
  ButtonLink,
  foreignString,
  ForeignText,
  formatBytes,
  formatFixed,
  IconButton,
  Loaded,
  PlainTable,
  useFormatName,
  WrittenBy,
} from '../../ui/index.ts';
import { BodyChange } from './body-change.tsx';
import { changedSettings } from './changed-settings.ts';
import type { Words } from './use-words.ts';

/** One event in full: what, when, by whom, before and after, and its place in the chain of hashes. */
export function EventDetails({ event, words }: { readonly event: JournalEvent; readonly words: Words }) {
  const t = useTranslations('journal');
  return (
    <section className="journal-details stack" aria-label={t('details', { seq: event.seq })}>
      <div className="row">
        <h2 className="grow">{t('details', { seq: event.seq })}</h2>
        <IconButton
          label={t('close')}
          icon={<X size={16} aria-hidden />}
          onClick={() => setParams({ event: undefined })}
        />
      </div>
      <p>{words.what(event)}</p>
      <p className="muted small">
        {words.time(event)} · {t(`causes.${event.cause}`)}
      </p>
      <StateThen seq={event.seq} />
      <What change={event.change} />
      <dl className="journal-hashes small">
        <dt>{t('hash')}</dt>
        <dd className="mono">{event.hash}</dd>
        <dt>{t('previous')}</dt>
        <dd className="mono">{event.previous === '' ? t('firstHash') : event.previous}</dd>
      </dl>
    </section>
  );
}

/** The memory as it was after the event, and the way to what has changed since. */
function StateThen({ seq }: { readonly seq: number }) {
  const t = useTranslations('journal');
  const { query } = useApi();
  const then = useQuery(query.compare.stateAt.queryOptions({ input: { seq } }));
  return (
    <div className="stack-tight">
      <Loaded query={then}>
        {({ counts, missing }) => (
          <p>
            {t('then', {
              episodes: counts.trajectories.success + counts.trajectories.failure + counts.trajectories.unknown,
              procedures: counts.procedures,
              metas: counts.metaProcedures,
              pending: counts.pendingProposals,
            })}
            {missing.length === 0 ? null : ` ${t('thenMissing', { names: missing.join(', ') })}`}
          </p>
        )}
      </Loaded>
      <div className="row-wrap">
        {seq < 2 ? null : (
          <ButtonLink
            size="small"
            href={hrefOf({ view: 'compare', params: { a: `event:${seq - 1}`, b: `event:${seq}` } })}
          >
            {t('whatItChanged')}
          </ButtonLink>
        )}
        <ButtonLink size="small" href={hrefOf({ view: 'compare', params: { a: `event:${seq}`, b: 'now' } })}>
          {t('sinceThen')}
        </ButtonLink>
      </div>
    </div>
  );
}

function What({ change }: { readonly change: Change }) {
  const t = useTranslations('journal');
  switch (change.kind) {
    case 'memory-created':
      return null;
    case 'sources-imported':
      return <Sources sources={change.sources} />;
    case 'skills-proposed':
      return <Skills skills={change.skills} />;
    case 'settings-changed':
      return <SettingsTable before={change.before} after={change.after} />;
    case 'proposal-approved':
      return (
        <>
          <Links proposalId={change.proposalId} itemId={change.itemId} />
          <BodyChange itemId={change.itemId} baseRevision={change.baseRevision} after={change.body} />
        </>
      );
    case 'proposal-written':
      return (
        <>
          <WrittenBy by={change.written.by} />
          <Links proposalId={change.proposalId} itemId={change.itemId} />
          <BodyChange itemId={change.itemId} baseRevision={change.baseRevision} after={change.body} />
        </>
      );
    case 'proposal-rejected':
      return (
        <>
          <p>{t('reason', { reason: change.reason })}</p>
          <Links proposalId={change.proposalId} itemId={change.itemId} />
        </>
      );
    case 'proposal-deferred':
      return <Links proposalId={change.proposalId} itemId={change.itemId} />;
    case 'policy-changed':
      return <PolicyLine policy={change.after} />;
    case 'procedure-reverted':
    case 'procedure-edited':
      return (
        <>
          <Links itemId={change.itemId} />
          <BodyChange itemId={change.itemId} baseRevision={change.baseRevision} after={change.body} />
        </>
      );
    case 'item-locked':
    case 'item-pinned':
    case 'item-deleted':
    case 'item-restored':
      return <Links itemId={change.itemId} />;
    case 'quarantine-released':
      return (
        <>
          <p>{t('reason', { reason: change.reason })}</p>
          <Links itemId={change.itemId} />
        </>
      );
    case 'source-unlearned':
      return (
        <>
          <p>{t('unlearned', { count: change.trajectories })}</p>
          {change.stale.length === 0 ? null : (
            <div className="row-wrap">
              <span>{t('unlearnedStale')}</span>
              {change.stale.map(({ seq }) => (
                <EventLink key={seq} seq={seq} />
              ))}
            </div>
          )}
        </>
      );
    case 'decision-forgotten':
      return (
        <>
          <p>{t('forgotten')}</p>
          <EventLink seq={change.by} />
        </>
      );
    case 'undone':
      return <EventLink seq={change.seq} />;
  }
}

function EventLink({ seq }: { readonly seq: number }) {
  const t = useTranslations('journal');
  return (
    <div>
      <ButtonLink size="small" href={hrefOf({ view: 'journal', params: { event: String(seq) } })}>
        {t('toTarget', { seq })}
      </ButtonLink>
    </div>
  );
}

function PolicyLine({ policy }: { readonly policy: ReviewPolicy }) {
  const t = useTranslations('journal');
  return (
    <p>
      {t('policyLine', {
        from: formatFixed(policy.approveFrom, 3),
        strong: policy.strongOnly ? 'yes' : 'no',
        least: policy.leastEpisodes,
        below: policy.rejectBelow === null ? '–' : String(policy.rejectBelow),
      })}
    </p>
  );
}

function Links({ proposalId, itemId }: { readonly proposalId?: string; readonly itemId: string }) {
  const t = useTranslations('journal');
  return (
    <div className="row-wrap">
      {proposalId === undefined ? null : (
        <ButtonLink size="small" href={hrefOf({ view: 'review', id: proposalId })}>
          {t('toProposal')}
        </ButtonLink>
      )}
      <ButtonLink size="small" href={hrefOf({ view: 'procedure', id: itemId })}>
        {t('toItem')}
      </ButtonLink>
    </div>
  );
}

function Skills({ skills }: { readonly skills: readonly AgentSkill[] }) {
  const t = useTranslations('journal');
  return (
    <PlainTable
      caption={t('skills.caption')}
      columns={[{ label: t('skills.name') }, { label: t('skills.goal') }, { label: t('skills.file') }]}
      rows={skills.map(({ id, name, body, file }) => ({
        id,
        cells: [foreignString(name), foreignString(body.goal), foreignString(file)],
      }))}
    />
  );
}

function Sources({ sources }: { readonly sources: readonly Source[] }) {
  const t = useTranslations('journal');
  const formatName = useFormatName();
  return (
    <PlainTable
      caption={t('sources')}
      columns={[
        { label: t('source.name') },
        { label: t('source.format') },
        { label: t('source.trajectories'), numeric: true },
        { label: t('source.bytes'), numeric: true },
        { label: t('source.rule') },
      ]}
      rows={sources.map((source) => ({
        id: source.id,
        cells: [
          <ForeignText key="name" text={source.name} />,
          formatName(source.format),
          source.trajectories,
          formatBytes(source.bytes),
          source.outcomeRule ?? '',
        ],
      }))}
    />
  );
}

function SettingsTable({ before, after }: { readonly before: Settings; readonly after: Settings }) {
  const t = useTranslations('journal');
  const labels = useTranslations('settings');
  const show = (value: string | number | null | undefined): string =>
    value === null ? t('noCap') : String(value ?? '');
  return (
    <PlainTable
      caption={t('settings')}
      columns={[
        { label: t('setting.name') },
        { label: t('setting.before'), numeric: true },
        { label: t('setting.after'), numeric: true },
      ]}
      rows={changedSettings(before, after).map((changed) => ({
        id: changed.name,
        cells: [
          labels(`fields.${changed.name}.label`),
          typeof changed.before === 'string' ? shortText(changed.before) : show(changed.before),
          typeof changed.after === 'string' ? shortText(changed.after) : show(changed.after),
        ],
      }))}
    />
  );
}

/** A model's address may be as long as a path. */
function shortText(text: string): string {
  return text.length > 60 ? `${text.slice(0, 40)}…${text.slice(-16)}` : text;
}
