import { turnKindOf, type Turn } from '../../../shared/contract/index.ts';
import type { Change } from '../../../shared/model/index.ts';

/** A change in a few words, for the undo and redo entries of a menu. `goalOf` names an item by its goal. */
export function labelOf(change: Change, goalOf: (itemId: string) => string): string {
  switch (change.kind) {
    case 'memory-created':
      return 'making the memory';
    case 'sources-imported':
      return change.sources.length === 1
        ? `import of ${change.sources[0]?.name ?? 'a file'}`
        : `import of ${change.sources.length} files`;
    case 'skills-proposed':
      return change.skills.length === 1
        ? `skill put forward: ${change.skills[0]?.name ?? ''}`
        : `${change.skills.length} skills put forward`;
    case 'settings-changed':
      return 'change of settings';
    case 'proposal-approved':
      return `approval${change.edited === true ? ' with an edit' : ''}: ${goalOf(change.itemId)}`;
    case 'proposal-written':
      return `proposal by a model: ${goalOf(change.itemId)}`;
    case 'proposal-deferred':
      return `deferral: ${goalOf(change.itemId)}`;
    case 'procedure-reverted':
      return `return to an earlier revision: ${goalOf(change.itemId)}`;
    case 'item-locked':
      return `${change.locked ? 'lock' : 'unlock'}: ${goalOf(change.itemId)}`;
    case 'policy-changed':
      return 'change of the review policy';
    case 'proposal-rejected':
      return `rejection: ${goalOf(change.itemId)}`;
    case 'procedure-edited':
      return `edit: ${goalOf(change.itemId)}`;
    case 'item-pinned':
      return `${change.pinned ? 'pin' : 'unpin'}: ${goalOf(change.itemId)}`;
    case 'item-deleted':
      return `deletion: ${goalOf(change.itemId)}`;
    case 'item-restored':
      return `restoring: ${goalOf(change.itemId)}`;
    case 'quarantine-released':
      return `release: ${goalOf(change.itemId)}`;
    case 'source-unlearned':
      return `un-learning of ${change.name}`;
    case 'decision-forgotten':
      return `a decision that event ${change.by} forgot`;
    case 'undone':
      return `undo of event ${change.seq}`;
  }
}

/** The same for an interface that has words of its own. */
export function aboutOf(change: Change, goalOf: (itemId: string) => string): Pick<Turn, 'kind' | 'about' | 'count'> {
  const about = (text: string, count = 1) => ({ kind: turnKindOf(change), about: text, count });
  switch (change.kind) {
    case 'memory-created':
    case 'settings-changed':
    case 'policy-changed':
      return about('');
    case 'sources-imported':
      return about(change.sources[0]?.name ?? '', change.sources.length);
    case 'skills-proposed':
      return about(change.skills[0]?.name ?? '', change.skills.length);
    case 'source-unlearned':
      return about(change.name);
    case 'decision-forgotten':
      return about(String(change.by));
    case 'undone':
      return about(String(change.seq));
    case 'proposal-approved':
    case 'item-pinned':
    case 'item-locked':
    case 'proposal-rejected':
    case 'proposal-written':
    case 'proposal-deferred':
    case 'procedure-edited':
    case 'procedure-reverted':
    case 'item-deleted':
    case 'item-restored':
    case 'quarantine-released':
      return about(goalOf(change.itemId));
  }
}
