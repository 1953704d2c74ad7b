import { skipToken, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Mapping, Preview } from '../../../shared/contract/index.ts';
import { useApi } from '../../client/index.ts';
import { baseName, Button, CheckField, Dialog, ErrorState, PlainTable, Progress, TextField } from '../../ui/index.ts';
import { FileCounts } from './file-counts.tsx';
import { FirstEpisode } from './first-episode.tsx';
import type { FoundFile } from './import-store.ts';
import { formOf, mappingOf } from './mapping-form.ts';
import { MappingParts } from './mapping-parts.tsx';
import { useImport } from './use-import.ts';

export interface MappingDialogProps {
  readonly found: FoundFile;
  onClose(): void;
}

/** Which field is which, with samples and a preview that is read anew at each choice. */
export function MappingDialog({ found: { preview, columns: known, answers }, onClose }: MappingDialogProps) {
  const t = useTranslations('import');
  const common = useTranslations('common');
  const { client, queryClient, query } = useApi();
  const { answer } = useImport();
  const file = baseName(preview.file);
  const [form, setForm] = useState(() => formOf(answers.mapping ?? preview.mapping, file));
  const [keeps, setKeeps] = useState(true);
  const [error, setError] = useState<unknown>(null);
  const mapping = mappingOf(form);
  const isNamed = !keeps || form.name.trim() !== '';
  // A file that a saved mapping reads tells no columns of its own: those of the mapping stand for them.
  const columns = known.length > 0 ? known : (preview.mapping?.columns ?? []).map((path) => ({ path, sample: '' }));
  const use = async (chosen: Mapping): Promise<void> => {
    try {
      const { mapping: _, ...others } = answers;
      if (keeps) {
        await client.imports.saveMapping({ mapping: chosen });
        await queryClient.invalidateQueries({ queryKey: query.imports.mappings.key() });
      }
      // A kept mapping is found by the fields of the file: such a file needs no answer, and goes with the others.
      const found = keeps ? await client.imports.preview({ paths: [preview.file], answers: others }) : null;
      onClose();
      const isFound = found?.files[0]?.mapping?.name === chosen.name;
      await answer(preview.file, isFound ? others : { ...others, mapping: chosen });
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <Dialog
      open
      size="large"
      title={t('mapping.title', { file })}
      description={t('mapping.note')}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button
            variant="primary"
            disabled={mapping === null || !isNamed}
            onClick={() => {
              if (mapping !== null) void use({ ...mapping, name: mapping.name === '' ? file : mapping.name });
            }}
          >
            {t('mapping.use')}
          </Button>
        </>
      }
    >
      <div className="import-mapping">
        <MappingParts form={form} columns={columns} onChange={setForm} />
        <div className="stack">
          <h3>{t('mapping.preview')}</h3>
          <MappedPreview file={preview.file} mapping={mapping} />
        </div>
      </div>
      <details>
        <summary>{t('mapping.fields')}</summary>
        <PlainTable
          caption={t('mapping.fields')}
          columns={[{ label: t('mapping.fieldColumns.path') }, { label: t('mapping.fieldColumns.sample') }]}
          rows={columns.map(({ path, sample }) => ({ id: path, cells: [path, sample] }))}
        />
      </details>
      <div className="import-rule">
        <TextField
          label={t('mapping.name')}
          value={form.name}
          onChange={(name) => setForm({ ...form, name })}
          error={isNamed ? undefined : t('mapping.nameMissing')}
        />
        <CheckField label={t('mapping.keep')} checked={keeps} onChange={setKeeps} />
      </div>
      {error === null ? null : <ErrorState error={error} />}
    </Dialog>
  );
}

interface MappedPreviewProps {
  readonly file: Preview['file'];
  readonly mapping: Mapping | null;
}

/** The file read with the mapping as it stands in the form. */
function MappedPreview({ file, mapping }: MappedPreviewProps) {
  const t = useTranslations('import');
  const { query } = useApi();
  const look = useQuery(
    query.imports.preview.queryOptions({
      input: mapping === null ? skipToken : { paths: [file], answers: { mapping } },
      placeholderData: (before) => before,
    }),
  );
  if (mapping === null) return <p className="muted">{t('mapping.actionMissing')}</p>;
  if (look.error !== null) return <ErrorState error={look.error} onRetry={() => void look.refetch()} />;
  const preview = look.data?.files[0];
  if (look.data === undefined) return <Progress label={t('mapping.previewing')} share={null} />;
  if (preview === undefined) return <p>{look.data.skipped[0]?.reason}</p>;
  return (
    <div className="stack-tight" aria-busy={look.isFetching}>
      <FileCounts preview={preview} />
      {preview.first === null ? (
        <p className="muted">{t('mapping.previewEmpty')}</p>
      ) : (
        <FirstEpisode trajectory={preview.first} />
      )}
    </div>
  );
}
