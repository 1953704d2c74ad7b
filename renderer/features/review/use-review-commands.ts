import { useTranslations } from 'use-intl';
import type { Proposal } from '../../../shared/model/index.ts';
import { useCommands, useKeysOf, type Command } from '../../state/index.ts';
import type { ReasonKind } from './reason-dialog.tsx';
import type { Decided, Decisions } from './use-decisions.ts';

export type ReviewCommands = Readonly<
  Record<'approve' | 'edit' | 'reject' | 'defer' | 'release' | 'next' | 'previous' | 'undo', Command>
>;

export interface CommandContext {
  readonly queue: readonly { readonly id: string }[];
  readonly selectedId: string | null;
  /** The proposal in sight; null while it loads. */
  readonly proposal: Proposal | null;
  readonly isReady: boolean;
  readonly decisions: Decisions;
  go(id: string | null): void;
  /** What is in sight when the scanner holds it back; else null. */
  readonly held: Decided | null;
  askReason(kind: ReasonKind, target: Decided): void;
  startEdit(): void;
}

/** Offered anew at each drawing: what a key does depends on the proposal in sight. */
export function useReviewCommands(context: CommandContext): ReviewCommands {
  const { queue, selectedId, proposal, isReady, decisions, go } = context;
  const t = useTranslations('review');
  const keysOf = useKeysOf();
  const index = queue.findIndex(({ id }) => id === selectedId);
  const isOpen = proposal?.status === 'pending' || proposal?.status === 'deferred';
  const open = isReady && isOpen ? proposal : null;
  const canUndo = decisions.undoLabel !== null && (isReady || (selectedId === null && !decisions.isPending));
  const command = (name: keyof ReviewCommands, does: Pick<Command, 'enabled' | 'run'>): Command => ({
    id: `review.${name}`,
    label: t(name),
    group: t('group'),
    ...does,
  });
  const onOpen = (act: (item: Proposal) => void) => (): void => {
    if (open !== null) act(open);
  };
  const step = (by: 1 | -1) => (): void => {
    const target = queue[index + by];
    if (target !== undefined) go(target.id);
  };
  const canDecide = open !== null;
  const { held } = context;
  const commands: ReviewCommands = {
    approve: command('approve', {
      enabled: canDecide && held === null,
      run: onOpen((item) => decisions.decide(item, { kind: 'approve' })),
    }),
    edit: command('edit', { enabled: canDecide, run: context.startEdit }),
    reject: command('reject', {
      enabled: canDecide,
      run: onOpen((item) => context.askReason('reject', item)),
    }),
    defer: command('defer', {
      enabled: canDecide && open?.status === 'pending',
      run: onOpen((item) => decisions.decide(item, { kind: 'defer' })),
    }),
    release: command('release', {
      enabled: held !== null && !decisions.isPending,
      run: () => {
        if (held !== null) context.askReason('release', held);
      },
    }),
    next: command('next', { enabled: index < queue.length - 1, run: step(1) }),
    previous: command('previous', { enabled: index > 0, run: step(-1) }),
    undo: command('undo', { enabled: canUndo, run: () => decisions.undo() }),
  };
  // The other way to undo means the same here: it never goes past the decisions (an import is taken back in the journal).
  const keys = keysOf({ id: 'memory.undo' });
  const byModifier: Command = { ...commands.undo, id: 'review.undo.modifier', keys: keys ?? '' };
  useCommands('review', [...Object.values(commands), byModifier]);
  return commands;
}
