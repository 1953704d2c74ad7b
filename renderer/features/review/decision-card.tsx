import { useEffect, useMemo, useRef, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Lock } from 'lucide-react';
import { useFormatter, useTranslations } from 'use-intl';
import type { ProposalDetail, Span } from '../../../shared/contract/index.ts';
import { importedKind, type Proposal } from '../../../shared/model/index.ts';
import { useApi, useDecision } from '../../client/index.ts';
import { hrefOf, hrefOfStep, setParams, useRoute } from '../../state/index.ts';
import {
  Badge,
  BodyDiffView,
  Button,
  DiffLayoutChoice,
  diffLayouts,
  foreignString,
  ForeignText,
  formatProbability,
  shortId,
  SpanColumn,
  WrittenBy,
} from '../../ui/index.ts';
import { QuarantineNotice } from './quarantine-notice.tsx';
import { ContrastCard } from './contrast-card.tsx';
import { Explanation, WrittenNote } from './explanation.tsx';
import { SimilarNotice } from './similar-dialog.tsx';
import { StaleNotice } from './stale-notice.tsx';

export interface DecisionCardProps {
  readonly detail: ProposalDetail;
  /** Set when the person came here by a decision: the heading takes the focus, so that the next key works at once. */
  readonly takesFocus: boolean;
}

/** Everything that a decision needs in sight: the exact change, the counts behind it, the spans behind the counts. */
export function DecisionCard({ detail, takesFocus }: DecisionCardProps) {
  const t = useTranslations('review');
  const { params } = useRoute();
  const { proposal } = detail;
  const quarantine = detail.quarantine ?? null;
  const marked = useMemo(() => new Set(quarantine?.findings.map(({ where }) => where)), [quarantine]);
  const isImported = proposal.kind === importedKind;
  const [focused, setFocused] = useState<string | null>(null);
  const headingRef = useRef<HTMLHeadingElement>(null);
  const layout = diffLayouts.find((each) => each === params['diff']) ?? 'unified';
  useEffect(() => {
    const heading = headingRef.current;
    const active = document.activeElement;
    // A card that comes late takes the focus from nothing that the person has gone to since: the queues, a dialog.
    const isFree = active === document.body || heading?.closest('.review-main')?.contains(active) === true;
    if (takesFocus && isFree) heading?.focus({ preventScroll: true });
  }, [takesFocus]);
  const spans = useMemo(() => narrow(detail, focused), [detail, focused]);
  return (
    <article className="review-card" aria-labelledby="review-card-title">
      <header className="stack-tight">
        <div className="row-wrap">
          <h2 id="review-card-title" ref={headingRef} tabIndex={-1} className="grow">
            <ForeignText text={proposal.title} />
          </h2>
          <StateBadge proposal={proposal} />
        </div>
        <div className="row-wrap small">
          <Target detail={detail} />
          <Waits id={proposal.id} />
          {isImported ? null : (
            <>
              <LockButton proposal={proposal} />
              {proposal.written === undefined ? (
                <strong title={t('betterHint')}>
                  {t('better', { probability: formatProbability(proposal.probability) })}
                </strong>
              ) : null}
            </>
          )}
        </div>
      </header>
      {proposal.status === 'stale' ? <StaleNotice proposal={proposal} /> : null}
      {quarantine === null ? null : <QuarantineNotice quarantine={quarantine} />}
      <Decided proposal={proposal} />
      <SimilarNotice proposal={proposal} />
      <div className="review-columns">
        <section className="stack">
          <div className="row-wrap">
            <h3 className="grow">{t('difference')}</h3>
            <DiffLayoutChoice
              value={layout}
              onChange={(value) => setParams({ diff: value === 'unified' ? undefined : value })}
            />
          </div>
          <BodyDiffView before={proposal.before} after={proposal.after} layout={layout} marked={marked} />
          {isImported ? null : (
            <>
              <h3>{t('spans')}</h3>
              <p className="small muted">{t('successMeans')}</p>
              <div className="review-columns-even">
                <SpanColumn side="success" spans={spans.success} counts="episode" atFirst={3} hrefAt={hrefOfStep} />
                <SpanColumn side="failure" spans={spans.failure} counts="episode" atFirst={3} hrefAt={hrefOfStep} />
              </div>
            </>
          )}
        </section>
        <section className="stack">
          <h3>{t('why')}</h3>
          {isImported ? <ImportedFrom proposal={proposal} /> : <RestsOn proposal={proposal} />}
          <WrittenNote proposal={proposal} />
          {proposal.contrasts.length === 0 ? null : <Explanation key={proposal.id} id={proposal.id} />}
          {proposal.contrasts.map((contrast) => (
            <ContrastCard
              key={contrast.id}
              contrast={contrast}
              isFocused={proposal.contrasts.length < 2 ? null : focused === contrast.id}
              onFocus={() => setFocused(focused === contrast.id ? null : contrast.id)}
            />
          ))}
        </section>
      </div>
    </article>
  );
}

/** What it would change: a procedure at a revision, or nothing that is there yet. */
function Target({ detail: { proposal, procedureGoal } }: { readonly detail: ProposalDetail }) {
  const t = useTranslations('review');
  const isThere = procedureGoal !== '';
  return (
    <>
      {isThere ? (
        <a href={hrefOf({ view: 'procedure', id: proposal.targetId })}>
          {t('forProcedure', { goal: foreignString(procedureGoal) })}
        </a>
      ) : (
        <span>{t('imported.new')}</span>
      )}
      {proposal.kind === importedKind ? (
        <Badge>{t('imported.badge')}</Badge>
      ) : (
        <>
          <span className="muted">{t('revision', { hash: shortId(proposal.baseRevision) })}</span>
          {proposal.written === undefined ? (
            <Badge tone={proposal.strong ? 'accent' : 'neutral'} title={t('strongHint')}>
              {t(proposal.strong ? 'strong' : 'weak')}
            </Badge>
          ) : (
            <WrittenBy by={proposal.written.by} />
          )}
        </>
      )}
    </>
  );
}

/** Where a skill of others came from, and what was odd about its file. */
function ImportedFrom({ proposal }: { readonly proposal: Proposal }) {
  const t = useTranslations('review');
  const { query } = useApi();
  const events = useQuery(query.memory.events.queryOptions()).data ?? [];
  const skills = events.flatMap(({ change }) => (change.kind === 'skills-proposed' ? change.skills : []));
  const skill = skills.findLast(({ id }) => id === proposal.targetId);
  return (
    <div className="stack-tight small">
      <p>{t('imported.unseen')}</p>
      {skill === undefined ? null : (
        <>
          <p className="muted review-file">
            <ForeignText text={skill.file} />
          </p>
          {skill.warnings.length === 0 ? null : (
            <ul className="review-warnings" aria-label={t('imported.warnings')}>
              {skill.warnings.map((warning) => (
                <li key={warning}>
                  <ForeignText text={warning} />
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </div>
  );
}

/** The difference that P(new better than old) is the probability of, with its counts. */
function RestsOn({ proposal }: { readonly proposal: Proposal }) {
  const t = useTranslations('review');
  const weakest = proposal.contrasts.toSorted((a, b) => a.probability - b.probability)[0];
  if (weakest === undefined) return null;
  const { presentSuccess, presentFailure, absentSuccess, absentFailure } = weakest.table;
  return (
    <p className="small muted">
      {t('restsOn', {
        count: proposal.contrasts.length,
        label: foreignString(weakest.label),
        with: presentSuccess + presentFailure,
        without: absentSuccess + absentFailure,
      })}
    </p>
  );
}

/** Since when it waits, as far as the journal can tell. */
function Waits({ id }: { readonly id: string }) {
  const t = useTranslations('review');
  const format = useFormatter();
  const { query } = useApi();
  const since = useQuery(query.review.waiting.queryOptions()).data?.[id];
  if (since === undefined || since === '') return null;
  const date = format.dateTime(new Date(since), { year: 'numeric', month: 'short', day: 'numeric' });
  return <span className="muted">{t('waits', { date })}</span>;
}

function LockButton({ proposal }: { readonly proposal: Proposal }) {
  const t = useTranslations('review');
  const { client } = useApi();
  const lock = useDecision(client.library.lock, { done: t('lockedDone') });
  if (proposal.status !== 'pending' && proposal.status !== 'deferred') return null;
  return (
    <Button
      size="small"
      variant="quiet"
      icon={<Lock size={13} aria-hidden />}
      title={t('lockHint')}
      disabled={lock.isPending}
      onClick={() => lock.mutate({ id: proposal.targetId, locked: true })}
    >
      {t('lock')}
    </Button>
  );
}

function StateBadge({ proposal }: { readonly proposal: Proposal }) {
  const t = useTranslations('review');
  const tones = {
    pending: 'warning',
    deferred: 'accent',
    approved: 'success',
    edited: 'success',
    rejected: 'failure',
    stale: 'neutral',
  } as const;
  return <Badge tone={tones[proposal.status]}>{t(`states.${proposal.status}`)}</Badge>;
}

function Decided({ proposal }: { readonly proposal: Proposal }) {
  const t = useTranslations('review');
  const { status } = proposal;
  if (proposal.decidedBy === null || status === 'pending' || status === 'stale') return null;
  const seq = proposal.decidedBy;
  return (
    <p className="row-wrap">
      <span>{t(`decided.${status}`, { seq, reason: foreignString(proposal.reason ?? t('decidedNoReason')) })}</span>
      <a href={hrefOf({ view: 'journal', params: { event: String(seq) } })}>{t('toJournal')}</a>
    </p>
  );
}

/** The spans that show one difference, or all of them. */
function narrow(
  { proposal, success, failure }: ProposalDetail,
  focused: string | null,
): { readonly success: readonly Span[]; readonly failure: readonly Span[] } {
  const contrast = proposal.contrasts.find(({ id }) => id === focused);
  if (contrast === undefined) return { success, failure };
  return {
    success: success.filter((span) => contrast.spans.success.includes(span.evidence.id)),
    failure: failure.filter((span) => contrast.spans.failure.includes(span.evidence.id)),
  };
}
