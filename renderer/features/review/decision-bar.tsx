import { Check, ChevronLeft, ChevronRight, Clock, Pencil, ShieldCheck, Undo2, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useKeysOf, type Command } from '../../state/index.ts';
import { Button, IconButton, Keys, Progress, ReportText, useErrorReport } from '../../ui/index.ts';
import type { ReviewCommands } from './use-review-commands.ts';

export interface DecisionBarProps {
  readonly commands: ReviewCommands;
  /** The proposal can be decided on now. */
  readonly canDecide: boolean;
  /** The scanner holds it back: it is released before it is approved. */
  readonly isHeld: boolean;
  readonly isPending: boolean;
  readonly error: Error | null;
  /** Place in the queue, from 1; null when the proposal in sight is not in it. */
  readonly position: { readonly index: number; readonly count: number } | null;
  readonly undoLabel: string | null;
}

/** The acts that belong to the proposal in sight, with their keys. Always at the same place. */
export function DecisionBar({ commands, canDecide, isHeld, isPending, error, position, undoLabel }: DecisionBarProps) {
  const t = useTranslations('review');
  const report = useErrorReport()(error);
  const keysOf = useKeysOf();
  return (
    <section className="review-bar" aria-label={t('decisionBar')}>
      {error === null || report === null ? null : (
        <div className="review-bar-error" role="alert">
          <strong>{t('decisionFailed')}</strong>
          <span>
            <ReportText report={report} /> ({report.code})
          </span>
        </div>
      )}
      <div className="row-wrap">
        <Act
          command={commands.approve}
          icon={<Check size={16} aria-hidden />}
          variant="primary"
          isShown={canDecide && !isHeld}
        />
        <Act
          command={commands.release}
          icon={<ShieldCheck size={16} aria-hidden />}
          variant="primary"
          isShown={isHeld}
        />
        <Act command={commands.reject} icon={<X size={16} aria-hidden />} isShown={canDecide} />
        <Act command={commands.edit} icon={<Pencil size={16} aria-hidden />} isShown={canDecide} />
        <Act command={commands.defer} icon={<Clock size={16} aria-hidden />} isShown={canDecide} />
        <output className="grow review-bar-pending">
          {isPending ? (
            <>
              {t('deciding')}
              <Progress label={t('rebuilding')} share={null} />
            </>
          ) : null}
        </output>
        {undoLabel === null ? null : (
          <Button
            variant="quiet"
            className="review-bar-undo"
            icon={<Undo2 size={16} aria-hidden />}
            aria-disabled={commands.undo.enabled === false}
            onClick={() => runIfEnabled(commands.undo)}
          >
            <span className="truncate">{t('undoing', { label: undoLabel })}</span>
            <Keys keys={keysOf(commands.undo)} />
          </Button>
        )}
        {position === null ? null : (
          <>
            <IconButton
              label={t('previous')}
              icon={<ChevronLeft size={16} aria-hidden />}
              aria-disabled={commands.previous.enabled === false}
              onClick={() => runIfEnabled(commands.previous)}
            />
            <span className="small muted">{t('position', position)}</span>
            <IconButton
              label={t('next')}
              icon={<ChevronRight size={16} aria-hidden />}
              aria-disabled={commands.next.enabled === false}
              onClick={() => runIfEnabled(commands.next)}
            />
          </>
        )}
      </div>
    </section>
  );
}

interface ActProps {
  readonly command: Command;
  readonly icon: ReactNode;
  readonly variant?: 'primary';
  readonly isShown: boolean;
}

/** Stays focusable while it does nothing, so that the focus is not lost between two decisions. */
function Act({ command, icon, variant, isShown }: ActProps) {
  const keysOf = useKeysOf();
  if (!isShown) return null;
  return (
    <Button
      icon={icon}
      {...(variant === undefined ? {} : { variant })}
      aria-disabled={command.enabled === false}
      onClick={() => runIfEnabled(command)}
    >
      {command.label}
      <Keys keys={keysOf(command)} />
    </Button>
  );
}

function runIfEnabled(command: Command): void {
  if (command.enabled !== false) command.run();
}
