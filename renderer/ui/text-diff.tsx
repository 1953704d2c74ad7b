import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { textLines, type TextLine } from './body-text.ts';
import { wordsOf } from './diff-rows.ts';
import { ForeignText } from './foreign-text.tsx';
import './diff.css';

const signs = { same: ' ', added: '+', removed: '−' } as const;

export interface TextDiffProps {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Two states as one text, line under line; a line that follows the one that it replaces has its words marked. */
export function TextDiff({ before, after }: TextDiffProps) {
  const t = useTranslations('diff');
  const lines = useMemo(() => textLines(before, after), [before, after]);
  return (
    <ol className="diff-lines diff-plain" aria-label={t('asText')}>
      {lines.map((line, index) => (
        <li key={index} className="diff-line" data-kind={line.kind}>
          <span className="diff-sign">
            <span aria-hidden>{signs[line.kind]}</span>
            <span className="sr-only">{t(line.kind)}: </span>
          </span>
          <span className="diff-text">
            <Line line={line} twin={twinOf(lines, index)} />
          </span>
        </li>
      ))}
    </ol>
  );
}

/** The line on the other side that stands at the same place of its run of changed lines. */
function twinOf(lines: readonly TextLine[], index: number): string | null {
  const line = lines[index];
  if (line === undefined || line.kind === 'same') return null;
  let first = index;
  while (lines[first - 1] !== undefined && lines[first - 1]?.kind !== 'same') first -= 1;
  let end = index;
  while (lines[end] !== undefined && lines[end]?.kind !== 'same') end += 1;
  const run = lines.slice(first, end);
  const own = run.filter(({ kind }) => kind === line.kind);
  const others = run.filter(({ kind }) => kind !== line.kind);
  return others[own.indexOf(line)]?.text ?? null;
}

function Line({ line, twin }: { readonly line: TextLine; readonly twin: string | null }) {
  if (twin === null) return <ForeignText text={line.text} />;
  const words = line.kind === 'added' ? wordsOf(twin, line.text) : wordsOf(line.text, twin);
  return words
    .filter(({ kind }) => kind === 'same' || kind === line.kind)
    .map(({ kind, text }, index) => {
      if (kind === 'added')
        return (
          <ins key={index}>
            <ForeignText text={text} />
          </ins>
        );
      if (kind === 'removed')
        return (
          <del key={index}>
            <ForeignText text={text} />
          </del>
        );
      return <ForeignText key={index} text={text} />;
    });
}
