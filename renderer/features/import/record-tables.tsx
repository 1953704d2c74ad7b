import { useTranslations } from 'use-intl';
import { baseName, foreignString, ForeignText, PlainTable } from '../../ui/index.ts';

export interface SkippedTableProps {
  readonly rows: readonly { readonly file: string; readonly reason: string }[];
}

export function SkippedTable({ rows }: SkippedTableProps) {
  const t = useTranslations('import');
  return (
    <PlainTable
      caption={t('skipped')}
      columns={[{ label: t('columns.file') }, { label: t('columns.reason') }]}
      rows={rows.map(({ file, reason }) => ({
        id: file,
        cells: [
          <span key="file" title={foreignString(file)}>
            <ForeignText text={baseName(file)} />
          </span>,
          reason,
        ],
      }))}
    />
  );
}

export interface RejectedTableProps {
  readonly rows: readonly { readonly file?: string; readonly record: number; readonly reason: string }[];
}

/** Rejected records of one file, as a preview lists them (the first hundred). */
export function RejectedTable({ rows }: RejectedTableProps) {
  const t = useTranslations('import');
  return (
    <PlainTable
      caption={t('rejectedTable')}
      columns={[{ label: t('columns.record'), numeric: true }, { label: t('columns.reason') }]}
      rows={rows.map(({ record, reason }, index) => ({ id: `${record} ${index}`, cells: [record, reason] }))}
    />
  );
}
