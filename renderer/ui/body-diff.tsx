import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import {
  diffBodies,
  renderCondition,
  type Condition,
  type ProcedureBody,
  type ProcedureStep,
  type Slot,
} from '../../shared/model/index.ts';
import { bodyLines } from './body-text.ts';
import { Segmented } from './button.tsx';
import { DiffLines } from './diff-lines.tsx';
import { goalRow, rowsOf, type DiffSide } from './diff-rows.ts';
import { TextDiff } from './text-diff.tsx';
import './diff.css';

/** By part, with lines matched by what they are; both sides beside each other; one text, line under line. */
export const diffLayouts = ['unified', 'split', 'text'] as const;
export type DiffLayout = (typeof diffLayouts)[number];

export interface BodyDiffProps {
  readonly before: ProcedureBody;
  readonly after: ProcedureBody;
  readonly layout: DiffLayout;
  /** Places of the new body that are marked, as the scanner names them: `goal`, `step 2`, `precondition 1`, `slot NAME`. */
  readonly marked?: ReadonlySet<string>;
}

const nothingMarked: ReadonlySet<string> = new Set();

/** What changes between two revisions of a procedure: goal, slots, Psi, pi, Phi, line by line, with words marked. */
export function BodyDiffView({ before, after, layout, marked = nothingMarked }: BodyDiffProps) {
  const t = useTranslations('diff');
  const show = useShow();
  const diff = useMemo(() => diffBodies(before, after), [before, after]);
  const at = (part: string) => (_: unknown, to: number) => marked.has(`${part} ${to + 1}`);
  const slotMarked = ({ name }: Slot): boolean => marked.has(`slot ${name}`) || marked.has(`example of ${name}`);
  const sections = [
    { id: 'goal', rows: [goalRow(before.goal, after.goal, marked.has('goal'))] },
    { id: 'preconditions', rows: rowsOf(diff.preconditions, show.condition, at('precondition')) },
    { id: 'steps', rows: rowsOf(diff.steps, show.step, at('step')) },
    { id: 'postconditions', rows: rowsOf(diff.postconditions, show.condition, at('postcondition')) },
    { id: 'slots', rows: rowsOf(diff.slots, show.slot, slotMarked) },
  ] as const;
  if (layout === 'text') {
    return (
      <div className="diff" data-layout="text">
        <TextDiff before={bodyLines(before)} after={bodyLines(after)} />
      </div>
    );
  }
  return (
    <div className="diff" data-layout={layout}>
      {layout === 'split' ? (
        <div className="diff-sides" aria-hidden>
          <span>{t('before')}</span>
          <span>{t('after')}</span>
        </div>
      ) : null}
      {sections.map(({ id, rows }) =>
        rows.length === 0 ? null : <DiffLines key={id} title={t(id)} rows={rows} layout={layout} />,
      )}
    </div>
  );
}

/** Which way a difference is drawn. */
export function DiffLayoutChoice({
  value,
  onChange,
}: {
  readonly value: DiffLayout;
  onChange(value: DiffLayout): void;
}) {
  const t = useTranslations('diff');
  const labels = { unified: t('unified'), split: t('split'), text: t('plain') };
  return (
    <Segmented
      label={t('layout')}
      value={value}
      options={diffLayouts.map((layout) => ({ value: layout, label: labels[layout] }))}
      onChange={onChange}
    />
  );
}

interface Show {
  condition(item: Condition): DiffSide;
  step(item: ProcedureStep): DiffSide;
  slot(item: Slot): DiffSide;
}

function useShow(): Show {
  const t = useTranslations('diff');
  return useMemo(
    () => ({
      condition: (item) => ({
        text: renderCondition(item),
        note: joined([
          item.evidence.of === 0 ? '' : t('heldIn', item.evidence),
          item.origin === 'extracted' ? '' : t(item.origin === 'refined' ? 'refined' : 'manual'),
        ]),
      }),
      step: (item) => ({
        text: item.template,
        note: joined([
          item.evidence.of === 0 ? '' : t('seenIn', item.evidence),
          item.optional ? t('optional') : '',
          item.repeats ? t('repeats') : '',
        ]),
      }),
      slot: (item) => ({
        text: `{${item.name}}: ${item.type}`,
        note:
          item.examples.length === 0
            ? ''
            : t('slotExamples', {
                examples: item.examples
                  .slice(0, 3)
                  .map((example) => example.value)
                  .join(', '),
              }),
      }),
    }),
    [t],
  );
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}
