import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { exportTables } from '../../../shared/contract/index.ts';
import type { ExportResult, MemoryInfo, SecretKind } from '../../../shared/contract/index.ts';
import { joinPath, useApi, useCapabilities } from '../../client/index.ts';
import { baseName, Button, Card, CheckField, ErrorState, Progress, Segmented, useNotify } from '../../ui/index.ts';
import { endingOf, formats, withEnding, type Format } from './paths.ts';
import { PathField } from './path-field.tsx';

/** What is to leave, and in which form. */
export interface ExportRequest {
  readonly as: Format;
  readonly redact: boolean;
  /** Of a snapshot alone: what leaves is another memory. */
  readonly redactSnapshot: boolean;
  readonly keep: readonly SecretKind[];
  readonly table: (typeof exportTables)[number];
}

export interface SaveCardProps {
  readonly memory: MemoryInfo;
  readonly home: string;
  readonly request: ExportRequest;
  onRequest(request: ExportRequest): void;
}

export function SaveCard({ memory, home, request, onRequest }: SaveCardProps) {
  const t = useTranslations('export');
  const { client } = useApi();
  const { as: format, redact, redactSnapshot, table } = request;
  const [file, setFile] = useState(() => joinPath(home, `${baseName(memory.uri)}${endingOf('snapshot')}`));
  const [isMissing, setMissing] = useState(false);
  const saving = useMutation({
    mutationFn: (input: ExportRequest & { readonly file: string }) =>
      client.memory.exportTo({ ...input, keep: [...input.keep] }),
    meta: { quiet: true },
  });
  return (
    <Card title={t('save')}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          setMissing(file.trim() === '');
          if (file.trim() !== '' && !saving.isPending) saving.mutate({ ...request, file: file.trim() });
        }}
      >
        <p>{t('saveBody')}</p>
        <div className="row-wrap">
          <Segmented
            label={t('as')}
            value={format}
            options={formats.map((value) => ({ value, label: t(`formats.${value}`) }))}
            onChange={(next) => {
              onRequest({ ...request, as: next });
              setFile(withEnding(file, next));
              saving.reset();
            }}
          />
          <span className="small muted">{t(`formatHints.${format}`)}</span>
        </div>
        {format === 'csv' || format === 'parquet' ? (
          <Segmented
            label={t('table')}
            value={table}
            options={exportTables.map((value) => ({ value, label: t(`tables.${value}`) }))}
            onChange={(next) => onRequest({ ...request, table: next })}
          />
        ) : null}
        {format === 'snapshot' ? (
          <div className="row-wrap">
            <CheckField
              label={t('redactSnapshot')}
              checked={redactSnapshot}
              onChange={(on) => onRequest({ ...request, redactSnapshot: on })}
            />
            <span className="small muted">{t('redactSnapshotHint')}</span>
          </div>
        ) : (
          <div className="row-wrap">
            <CheckField label={t('redact')} checked={redact} onChange={(on) => onRequest({ ...request, redact: on })} />
            <span className="small muted">{t('redactHint')}</span>
          </div>
        )}
        <PathField
          label={t(format === 'skills' ? 'folder' : 'file')}
          hint={t(format === 'skills' ? 'folderHint' : 'fileHint')}
          value={file}
          error={isMissing && file.trim() === '' ? t('fileMissing') : undefined}
          choose="folder"
          start={home}
          onChange={setFile}
          onBrowsed={(folder) =>
            setFile(joinPath(folder, baseName(file) || `${baseName(memory.uri)}${endingOf(format)}`))
          }
        />
        <div>
          <Button type="submit" variant="primary" disabled={saving.isPending}>
            {t('run')}
          </Button>
        </div>
        {saving.isPending ? <Progress label={t('running')} share={null} /> : null}
      </form>
      {saving.error === null ? null : <ErrorState error={saving.error} />}
      {saving.data === undefined ? null : <Result result={saving.data} />}
    </Card>
  );
}

function Result({ result }: { readonly result: ExportResult }) {
  const t = useTranslations('export');
  const { host } = useApi();
  const { revealFile } = useCapabilities();
  const notify = useNotify();
  const copy = (): void => {
    // The page may be without a clipboard: then the text is there to be selected.
    const written = navigator.clipboard?.writeText(result.sha256) ?? Promise.reject(new Error('no clipboard'));
    written.then(
      () => notify({ title: t('copied') }),
      () => notify({ title: t('notCopied') }),
    );
  };
  const { success, failure, unknown } = result.counts.trajectories;
  return (
    <output className="export-result stack">
      <strong>{t('done')}</strong>
      <dl className="export-facts">
        <dt>{t('resultFile')}</dt>
        <dd className="mono">{result.file}</dd>
        <dt>{t('resultSha')}</dt>
        <dd className="mono">{result.sha256}</dd>
        <dt>{t('resultState')}</dt>
        <dd className="mono">{result.stateHash}</dd>
        {result.redactions === undefined ? null : (
          <>
            {result.files === undefined ? null : (
              <>
                <dt>{t('resultFiles')}</dt>
                <dd>{result.files}</dd>
              </>
            )}
            <dt>{t('resultRedacted')}</dt>
            <dd>{result.redactions.map(({ kind, count }) => `${kind} ${count}`).join(', ') || t('none')}</dd>
          </>
        )}
        <dt>{t('resultCounts')}</dt>
        <dd>
          {t('countsLine', {
            procedures: result.counts.procedures,
            metas: result.counts.metaProcedures,
            trajectories: success + failure + unknown,
            events: result.counts.events,
          })}
        </dd>
      </dl>
      <div className="row-wrap">
        <Button size="small" onClick={copy}>
          {t('copySha')}
        </Button>
        {revealFile ? (
          <Button size="small" onClick={() => host.revealFile(result.file)}>
            {t('reveal')}
          </Button>
        ) : null}
      </div>
    </output>
  );
}
