import { ArrowUpDown, Minus, PenLine, Plus, ShieldAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { DiffLayout } from './body-diff.tsx';
import { wordsOf, type DiffRow, type DiffSide, type Word } from './diff-rows.ts';
import { ForeignText } from './foreign-text.tsx';
import './diff.css';

export interface DiffLinesProps {
  readonly title: string;
  readonly rows: readonly DiffRow[];
  readonly layout: DiffLayout;
}

/** One part of a difference as a list of lines, each with its kind by sign, colour and word. Folded when nothing differs. */
export function DiffLines({ title, rows, layout }: DiffLinesProps) {
  const t = useTranslations('diff');
  const lines = <Lines title={title} rows={rows} layout={layout} />;
  if (rows.some((row) => row.kind !== 'same')) {
    return (
      <section className="diff-part">
        <h3>{title}</h3>
        {lines}
      </section>
    );
  }
  return (
    <details className="diff-part">
      <summary>{t('unchanged', { part: title, count: rows.length })}</summary>
      {lines}
    </details>
  );
}

function Lines({ title, rows, layout }: DiffLinesProps) {
  return (
    <ol className="diff-lines" aria-label={title}>
      {rows.map((row) => (
        <li
          key={row.key}
          className="diff-line"
          data-kind={row.kind}
          data-note-only={isNoteOnly(row) ? '' : undefined}
          data-marked={row.isMarked ? '' : undefined}
        >
          <Sign kind={row.kind} isMarked={row.isMarked} />
          {layout === 'split' ? <SplitLine row={row} /> : <UnifiedLine row={row} />}
        </li>
      ))}
    </ol>
  );
}

/** The text stays, only what stands beside it differs. */
function isNoteOnly(row: DiffRow): boolean {
  return row.kind === 'changed' && row.before?.text === row.after?.text;
}

const signs = { same: null, added: Plus, removed: Minus, changed: PenLine, moved: ArrowUpDown } as const;

function Sign({ kind, isMarked }: Pick<DiffRow, 'kind' | 'isMarked'>) {
  const t = useTranslations('diff');
  const Icon = isMarked ? ShieldAlert : signs[kind];
  return (
    <span className="diff-sign">
      {Icon === null ? null : <Icon size={13} strokeWidth={2.5} aria-hidden />}
      <span className="sr-only">
        {isMarked ? `${t('marked')}; ` : ''}
        {t(kind)}:{' '}
      </span>
    </span>
  );
}

function UnifiedLine({ row }: { readonly row: DiffRow }) {
  const words = row.kind === 'changed' ? wordsOf(row.before?.text ?? '', row.after?.text ?? '') : null;
  const side = row.after ?? row.before;
  return (
    <span className="diff-text">
      <span className="diff-words">{words === null ? <Plain side={side} /> : <Words words={words} />}</span>
      <Notes row={row} />
    </span>
  );
}

function SplitLine({ row }: { readonly row: DiffRow }) {
  const words = row.kind === 'changed' ? wordsOf(row.before?.text ?? '', row.after?.text ?? '') : null;
  return (
    <>
      <span className="diff-text diff-before" data-empty={row.before === null ? '' : undefined}>
        {row.before === null ? null : (
          <>
            <span className="diff-words">
              {words === null ? (
                <Plain side={row.before} />
              ) : (
                <Words words={words.filter((word) => word.kind !== 'added')} />
              )}
            </span>
            <Note>{row.before.note}</Note>
          </>
        )}
      </span>
      <span className="diff-text diff-after" data-empty={row.after === null ? '' : undefined}>
        {row.after === null ? null : (
          <>
            <span className="diff-words">
              {words === null ? (
                <Plain side={row.after} />
              ) : (
                <Words words={words.filter((word) => word.kind !== 'removed')} />
              )}
            </span>
            <Note>{row.after.note}</Note>
            <Moved row={row} />
          </>
        )}
      </span>
    </>
  );
}

function Plain({ side }: { readonly side: DiffSide | null }) {
  const t = useTranslations('diff');
  if (side === null || side.text === '') return <span className="muted">{t('emptyText')}</span>;
  return <ForeignText text={side.text} />;
}

function Words({ words }: { readonly words: readonly Word[] }) {
  return words.map((word, index) => {
    if (word.kind === 'added')
      return (
        <ins key={index}>
          <ForeignText text={word.text} />
        </ins>
      );
    if (word.kind === 'removed')
      return (
        <del key={index}>
          <ForeignText text={word.text} />
        </del>
      );
    return <ForeignText key={index} text={word.text} />;
  });
}

function Notes({ row }: { readonly row: DiffRow }) {
  const t = useTranslations('diff');
  const before = row.before?.note ?? '';
  const after = row.after?.note ?? '';
  const text = row.kind === 'changed' && before !== after ? t('noteChange', { before, after }) : after || before;
  return (
    <>
      <Note>{text}</Note>
      <Moved row={row} />
    </>
  );
}

function Moved({ row }: { readonly row: DiffRow }) {
  const t = useTranslations('diff');
  return row.moved === null ? null : <Note>{t('movedFrom', row.moved)}</Note>;
}

function Note({ children }: { readonly children: ReactNode }) {
  return children === '' ? null : (
    <span className="diff-note">{typeof children === 'string' ? <ForeignText text={children} /> : children}</span>
  );
}
