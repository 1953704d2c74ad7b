import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { foreignString } from './foreign-marks.ts';
import './overlay.css';

export interface Notice {
  readonly title: string;
  readonly description?: string;
  readonly kind?: 'info' | 'error';
  /** One thing to do about it, e.g. undo. */
  readonly action?: { readonly label: string; run(): void };
}

/** Shows a short message in a corner; errors stay until they are dismissed. */
export function useNotify(): (notice: Notice) => void {
  const { add } = Toast.useToastManager();
  return ({ title, description, kind = 'info', action }) => {
    add({
      title: foreignString(title),
      type: kind,
      timeout: kind === 'error' ? 0 : 6000,
      priority: kind === 'error' ? 'high' : 'low',
      ...(description === undefined ? {} : { description: foreignString(description) }),
      ...(action === undefined ? {} : { actionProps: { children: action.label, onClick: () => action.run() } }),
    });
  };
}

export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const t = useTranslations('common');
  return (
    <Toast.Provider limit={4}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className="toasts" aria-label={t('notifications')}>
          <Toasts />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function Toasts() {
  const t = useTranslations('common');
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className="toast" swipeDirection={[]}>
      <Toast.Content className="toast-content">
        <div className="toast-text">
          <Toast.Title className="toast-title" render={<div />} />
          <Toast.Description className="toast-description" />
        </div>
        {toast.actionProps === undefined ? null : <Toast.Action className="button" data-size="small" />}
        <Toast.Close
          className="button"
          data-variant="quiet"
          data-size="small"
          data-icon-only=""
          aria-label={t('dismiss')}
        >
          <X size={14} aria-hidden />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}
