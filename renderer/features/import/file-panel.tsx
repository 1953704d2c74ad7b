import { useTranslations } from 'use-intl';
import {
  baseName,
  Card,
  CheckField,
  foreignString,
  ForeignText,
  Progress,
  ReportText,
  useErrorReport,
  useFormatName,
} from '../../ui/index.ts';
import { FileCounts } from './file-counts.tsx';
import { FirstEpisode } from './first-episode.tsx';
import { changeFile, type FoundFile } from './import-store.ts';
import { FormatQuestion, MappingQuestion, OutcomeQuestion } from './questions.tsx';
import { RejectedTable } from './record-tables.tsx';

/** Everything that is known about one file, and what it does not say. */
export function FilePanel({ found }: { readonly found: FoundFile }) {
  const t = useTranslations('import');
  const { preview, isIncluded, isBusy, error } = found;
  const report = useErrorReport()(error);
  const formatName = useFormatName();
  return (
    <div className="stack">
      <div className="stack-tight">
        <h2 className="import-file-name" title={foreignString(preview.file)}>
          <ForeignText text={baseName(preview.file)} />
        </h2>
        <CheckField
          label={t('include')}
          checked={isIncluded}
          onChange={(checked) => changeFile(preview.file, { isIncluded: checked })}
        />
      </div>
      {isBusy ? <Progress label={t('looking', { name: foreignString(preview.file) })} share={null} /> : null}
      {error === null || report === null ? null : (
        <div className="import-error" role="alert">
          <ReportText report={report} without={['kept']} />
        </div>
      )}
      <Card title={t('found')}>
        <div className="stack-tight">
          <p className="row-wrap">
            <strong>
              {preview.format !== null
                ? formatName(preview.format)
                : t(preview.alternatives.length > 0 ? 'severalFormats' : 'unknownFormat')}
            </strong>
            {preview.format === null ? null : (
              <span className="muted">{t('confidence', { share: preview.confidence })}</span>
            )}
          </p>
          {preview.reason === '' || (preview.format === null && preview.alternatives.length > 0) ? null : (
            <p className="small muted">
              <ForeignText text={preview.format === null ? preview.reason : t('reason', { reason: preview.reason })} />
            </p>
          )}
          {preview.format === null ? null : <FileCounts preview={preview} />}
          {preview.notes.length === 0 ? null : (
            <ul className="import-notes" aria-label={t('notes')}>
              {preview.notes.map((note) => (
                <li key={note}>
                  <ForeignText text={note} />
                </li>
              ))}
            </ul>
          )}
        </div>
      </Card>
      <FormatQuestion found={found} />
      <MappingQuestion found={found} />
      <OutcomeQuestion found={found} />
      {preview.first === null ? null : (
        <Card title={t('first')}>
          <FirstEpisode trajectory={preview.first} />
        </Card>
      )}
      {preview.rejected.length === 0 ? null : (
        <Card title={t('rejectedTable')}>
          <RejectedTable rows={preview.rejected} />
        </Card>
      )}
    </div>
  );
}
