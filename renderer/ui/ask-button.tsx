import { Sparkles } from 'lucide-react';
import type { Asking } from '../client/index.ts';
import { Button } from './button.tsx';

export interface AskButtonProps {
  readonly label: string;
  /** What the model is told, and what becomes of its answer. */
  readonly hint: string;
  readonly asking: Asking<unknown>;
  onClick(): void;
}

/** Asks the model of the settings; not again while it answers. */
export function AskButton({ label, hint, asking, onClick }: AskButtonProps) {
  return (
    <Button
      size="small"
      icon={<Sparkles size={14} aria-hidden />}
      title={hint}
      disabled={asking.kind === 'running'}
      onClick={onClick}
    >
      {label}
    </Button>
  );
}
