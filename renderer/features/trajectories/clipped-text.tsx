import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button, ForeignText } from '../../ui/index.ts';

export interface ClippedTextProps {
  readonly text: string;
  /** Marked wherever it occurs, whatever its case; '' marks nothing. */
  readonly needle: string;
}

/** Longer texts are cut until a person asks for all: one observation may hold a whole file. */
const longest = 1600;

export function ClippedText({ text, needle }: ClippedTextProps) {
  const t = useTranslations('trajectories');
  const [isWhole, setWhole] = useState(false);
  const isLong = text.length > longest;
  const shown = isLong && !isWhole ? text.slice(0, longest) : text;
  return (
    <div className="clipped">
      <pre className="clipped-text">
        <Marked text={shown} needle={needle} />
        {isLong && !isWhole ? '…' : ''}
      </pre>
      {isLong ? (
        <Button size="small" onClick={() => setWhole(!isWhole)}>
          {isWhole ? t('showLess') : t('showAll', { count: text.length })}
        </Button>
      ) : null}
    </div>
  );
}

function Marked({ text, needle }: ClippedTextProps) {
  const parts = useMemo(
    () => (needle === '' ? [text] : text.split(new RegExp(`(${RegExp.escape(needle)})`, 'giu'))),
    [text, needle],
  );
  // Splitting by a group puts the matches at the odd places.
  return parts.map((part, index) =>
    index % 2 === 1 ? (
      <mark key={index}>
        <ForeignText text={part} />
      </mark>
    ) : (
      <ForeignText key={index} text={part} />
    ),
  );
}
