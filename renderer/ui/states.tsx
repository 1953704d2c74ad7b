import type { UseQueryResult } from '@tanstack/react-query';
import { CircleAlert, Inbox } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { failureOf } from '../client/index.ts';
import { hrefOf } from '../state/index.ts';
import type { ErrorReport } from '../../shared/errors.ts';
import { Button, ButtonLink } from './button.tsx';
import { EngineText } from './foreign-text.tsx';
import './layout.css';

export interface EmptyStateProps {
  readonly title: string;
  /** What belongs here and how it gets here. */
  readonly body: ReactNode;
  readonly icon?: ReactNode;
  readonly actions?: ReactNode;
  /** The state stands in place of a whole page, so its heading is the page's. */
  readonly isPage?: boolean;
}

export function EmptyState({ title, body, icon, actions, isPage }: EmptyStateProps) {
  return (
    <div className="state">
      {icon ?? <Inbox size={32} strokeWidth={1.5} aria-hidden />}
      {isPage ? (
        <h1 className="state-title" tabIndex={-1} data-page-title="">
          {title}
        </h1>
      ) : (
        <h2>{title}</h2>
      )}
      <div className="muted">{body}</div>
      {actions === undefined ? null : <div className="row-wrap">{actions}</div>}
    </div>
  );
}

export interface ProgressProps {
  readonly label: string;
  /** In [0, 1]; null when nobody knows how much is left. */
  readonly share: number | null;
}

export function Progress({ label, share }: ProgressProps) {
  return <progress className="progress" aria-label={label} max={1} {...(share === null ? {} : { value: share })} />;
}

export interface LoadingStateProps {
  readonly label?: string;
  readonly detail?: ReactNode;
  readonly share?: number | null;
  /** Offered when it takes longer than a second. */
  readonly onCancel?: () => void;
}

/** Shows nothing for a moment (most answers are faster), then a bar, then the way out. */
export function LoadingState({ label, detail, share = null, onCancel }: LoadingStateProps) {
  const t = useTranslations('common');
  const isVisible = useAfter(150);
  const isLong = useAfter(1000);
  const text = label ?? t('loading');
  if (!isVisible) return <div className="state" aria-busy="true" />;
  return (
    <output className="state" aria-busy="true">
      <div>{text}</div>
      <Progress label={text} share={share} />
      {detail === undefined ? null : <div className="muted small">{detail}</div>}
      {isLong && onCancel !== undefined ? <Button onClick={onCancel}>{t('cancel')}</Button> : null}
    </output>
  );
}

function useAfter(milliseconds: number): boolean {
  const [isPast, setPast] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setPast(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return isPast;
}

/** A report with a heading in the language of the interface; its sentences are the engine's own, or the interface's. */
export interface ShownReport extends ErrorReport {
  readonly heading: string;
  readonly isEngine: boolean;
}

/** The sentences of a report in a row, under no heading: for a place beside what failed. */
export function ReportText({ report, without = [] }: ReportTextProps) {
  const parts = (['happened', 'kept', 'todo'] as const).filter((part) => !without.includes(part));
  const text = parts
    .map((part) => report[part])
    .filter(Boolean)
    .join(' ');
  return report.isEngine ? <EngineText text={text} /> : text;
}

export interface ReportTextProps {
  readonly report: ShownReport;
  readonly without?: readonly ('happened' | 'kept' | 'todo')[];
}

/** The report of anything that a call threw, in the language of the interface; null for what a person cancelled. */
export function useErrorReport(): (error: unknown) => ShownReport | null {
  const t = useTranslations('common');
  return (error) => {
    const failure = failureOf(error);
    switch (failure.kind) {
      case 'report':
        return { ...failure.report, heading: t(`errors.${failure.report.code}`), isEngine: true };
      case 'host-gone':
        return {
          code: 'INTERNAL',
          heading: t('hostGone'),
          happened: t('hostGoneHappened'),
          kept: t('hostGoneKept'),
          todo: t('hostGoneTodo'),
          isEngine: false,
        };
      case 'cancelled':
        return null;
    }
  };
}

export interface ErrorStateProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
  readonly actions?: ReactNode;
  /** The error stands in place of a whole page, so its heading is the page's. */
  readonly isPage?: boolean;
}

/** What happened, what was kept, what to do. */
export function ErrorState({ error, onRetry, actions, isPage }: ErrorStateProps) {
  const t = useTranslations('common');
  const report = useErrorReport()(error);
  if (report === null) return <EmptyState title={t('cancelled')} body={null} actions={actions} />;
  return (
    <div className="state state-error" role="alert">
      <div className="row">
        <CircleAlert size={22} aria-hidden />
        {isPage ? <h1 className="state-title">{report.heading}</h1> : <h2>{report.heading}</h2>}
      </div>
      <p>
        <ReportText report={report} without={['kept', 'todo']} />
      </p>
      <dl>
        {report.kept === '' ? null : (
          <>
            <dt>{t('errorKept')}</dt>
            <dd>
              <ReportText report={report} without={['happened', 'todo']} />
            </dd>
          </>
        )}
        {report.todo === '' ? null : (
          <>
            <dt>{t('errorTodo')}</dt>
            <dd>
              <ReportText report={report} without={['happened', 'kept']} />
            </dd>
          </>
        )}
      </dl>
      <div className="row-wrap">
        {onRetry === undefined ? null : <Button onClick={onRetry}>{t('retry')}</Button>}
        {actions}
        <span className="muted small">{t('errorCode', { code: report.code })}</span>
      </div>
    </div>
  );
}

/** The item of a page is not in the memory: a way back instead of an error. */
function NotFoundState({ error }: { readonly error: unknown }) {
  const t = useTranslations('app');
  const report = useErrorReport()(error);
  return (
    <EmptyState
      isPage
      title={t('notFoundItem.title')}
      body={<EngineText text={report?.happened ?? ''} />}
      actions={
        <>
          <Button onClick={() => window.history.back()}>{t('notFoundItem.back')}</Button>
          <ButtonLink href={hrefOf({ view: 'library' })} variant="primary">
            {t('crash.home')}
          </ButtonLink>
        </>
      }
    />
  );
}

/** Says the host that there is no such item? */
export function isNotFound(error: unknown): boolean {
  const failure = failureOf(error);
  return failure.kind === 'report' && failure.report.code === 'NOT_FOUND';
}

export interface LoadedProps<Data> {
  readonly query: UseQueryResult<Data, Error>;
  readonly label?: string;
  /** The query is what the page is about: its error is the page. */
  readonly isPage?: boolean;
  readonly children: (data: Data) => ReactNode;
}

/** The three states of a query in one place. Old data stays in sight while new data is on its way. */
export function Loaded<Data>({ query, label, isPage, children }: LoadedProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error !== null && isPage === true && isNotFound(query.error)) return <NotFoundState error={query.error} />;
  if (query.error !== null)
    return <ErrorState error={query.error} isPage={isPage ?? false} onRetry={() => void query.refetch()} />;
  return <LoadingState {...(label === undefined ? {} : { label })} />;
}
