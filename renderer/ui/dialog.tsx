import { AlertDialog } from '@base-ui/react/alert-dialog';
import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button.tsx';
import { ForeignText } from './foreign-text.tsx';
import './overlay.css';

export interface DialogProps {
  readonly open: boolean;
  onOpenChange(open: boolean): void;
  readonly title: string;
  readonly description?: ReactNode;
  readonly children: ReactNode;
  /** Buttons at the bottom, the main one last. */
  readonly footer?: ReactNode;
  readonly size?: 'medium' | 'large';
}

/** A dialog with its title, a close button, Escape, and the focus kept inside. */
export function Dialog({ open, onOpenChange, title, description, children, footer, size = 'medium' }: DialogProps) {
  const t = useTranslations('common');
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Portal>
        <Base.Backdrop className="dialog-backdrop" />
        <Base.Popup className="dialog" data-size={size}>
          <div className="dialog-head">
            <Base.Title className="dialog-title">
              <ForeignText text={title} />
            </Base.Title>
            <Base.Close className="button" data-variant="quiet" data-icon-only="" aria-label={t('close')}>
              <X size={16} aria-hidden />
            </Base.Close>
          </div>
          <div className="dialog-body stack">
            {description === undefined ? null : (
              <Base.Description className="muted">
                {typeof description === 'string' ? <ForeignText text={description} /> : description}
              </Base.Description>
            )}
            {children}
          </div>
          {footer === undefined ? null : <div className="dialog-foot">{footer}</div>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

export interface ConfirmProps {
  readonly open: boolean;
  onOpenChange(open: boolean): void;
  readonly title: string;
  readonly body: ReactNode;
  /** The verb on the button, e.g. `Delete`. */
  readonly action: string;
  onConfirm(): void;
}

/** Asks before something that a person may regret. What can be undone needs no question. */
export function Confirm({ open, onOpenChange, title, body, action, onConfirm }: ConfirmProps) {
  const t = useTranslations('common');
  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="dialog-backdrop" />
        <AlertDialog.Popup className="dialog">
          <div className="dialog-head">
            <AlertDialog.Title className="dialog-title">{title}</AlertDialog.Title>
          </div>
          <AlertDialog.Description className="dialog-body" render={<div />}>
            {body}
          </AlertDialog.Description>
          <div className="dialog-foot">
            <AlertDialog.Close className="button">{t('cancel')}</AlertDialog.Close>
            <Button
              variant="danger"
              onClick={() => {
                onOpenChange(false);
                onConfirm();
              }}
            >
              {action}
            </Button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
