import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { ExportPreview, SecretKind } from '../../../shared/contract/index.ts';
import { secretKindSchema } from '../../../shared/contract/index.ts';
import { useApi } from '../../client/index.ts';
import { Card, CheckField, formatBytes, Loaded, PlainTable } from '../../ui/index.ts';
import type { ExportRequest } from './save-card.tsx';

export interface LeavingCardProps {
  readonly request: ExportRequest;
  /** Episodes of the memory, for a snapshot. */
  readonly episodes: number;
  onKeep(keep: readonly SecretKind[]): void;
}

/** What an export would hold and what is taken out of it, before anything is written. */
export function LeavingCard({ request, episodes, onKeep }: LeavingCardProps) {
  const t = useTranslations('export');
  const { query } = useApi();
  const isSnapshot = request.as === 'snapshot';
  const input = { ...request, keep: [...request.keep] };
  const preview = useQuery({ ...query.memory.previewExport.queryOptions({ input }), enabled: !isSnapshot });
  return (
    <Card title={t('leaves')} className="export-leaves">
      {isSnapshot ? (
        <p>{t(request.redactSnapshot ? 'snapshotRedacted' : 'snapshotLeaves', { trajectories: episodes })}</p>
      ) : (
        <Loaded query={preview}>{(shown) => <Leaving preview={shown} request={request} onKeep={onKeep} />}</Loaded>
      )}
    </Card>
  );
}

interface LeavingProps extends Omit<LeavingCardProps, 'episodes'> {
  readonly preview: ExportPreview;
}

function Leaving({ preview, request, onKeep }: LeavingProps) {
  const t = useTranslations('export');
  const { fileCount, rows, bytes, files } = preview;
  return (
    <div className="stack">
      <p className="muted">{t('leavesSub', { files: fileCount, rows, size: formatBytes(bytes ?? 0) })}</p>
      {request.redact ? <Secrets preview={preview} keep={request.keep} onKeep={onKeep} /> : <p>{t('redactOff')}</p>}
      <h3>{t('contents')}</h3>
      {files.map(({ path, head }, index) => (
        <details key={path} className="export-file" open={index === 0}>
          <summary className="mono small">{path === '' ? t('file') : path}</summary>
          {head === null ? (
            <p className="muted">{t('noText')}</p>
          ) : (
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
            <pre className="mono small" tabIndex={0}>
              {head}
            </pre>
          )}
        </details>
      ))}
    </div>
  );
}

/** The kinds that were found or are kept, each with a choice; then where they were. */
function Secrets({
  preview,
  keep,
  onKeep,
}: {
  readonly preview: ExportPreview;
  readonly keep: readonly SecretKind[];
  readonly onKeep: (keep: readonly SecretKind[]) => void;
}) {
  const t = useTranslations('export');
  const { redactions, findings } = preview;
  const counts = new Map(redactions.map(({ kind, count }) => [kind, count]));
  const shown = secretKindSchema.options.filter((kind) => counts.has(kind) || keep.includes(kind));
  if (shown.length === 0) return <p>{t('nothingFound')}</p>;
  const total = redactions.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <PlainTable
        caption={t('found')}
        columns={[{ label: t('kindColumn') }, { label: t('countColumn'), numeric: true }, { label: t('keepColumn') }]}
        rows={shown.map((kind) => ({
          id: kind,
          cells: [
            t(`kinds.${kind}`),
            counts.get(kind) ?? 0,
            <CheckField
              key={kind}
              label={t('keepOf', { kind: t(`kinds.${kind}`) })}
              checked={keep.includes(kind)}
              onChange={(on) => onKeep(on ? [...keep, kind] : keep.filter((one) => one !== kind))}
            />,
          ],
        }))}
      />
      {findings.length === 0 ? null : (
        <details>
          <summary>{t('findings')}</summary>
          {findings.length < total ? (
            <p className="muted small">{t('moreFindings', { count: findings.length })}</p>
          ) : null}
          <div className="export-findings">
            <PlainTable
              caption={t('findings')}
              columns={[{ label: t('findingPlace') }, { label: t('findingHint') }, { label: t('findingAround') }]}
              rows={findings.map(({ where, hint, around }, index) => ({
                id: String(index),
                cells: [
                  <span key="where" className="mono small">
                    {where}
                  </span>,
                  hint,
                  <span key="around" className="mono small">
                    {around}
                  </span>,
                ],
              }))}
            />
          </div>
        </details>
      )}
    </>
  );
}
