import type { View } from './route.ts';

/**
 * The commands that have keys of their own, or may be given some: their usual keys (in tinykeys' words, null for none),
 * where they work, and their name as a path in the messages. A view that offers a command of this table gives no keys of its own.
 */
export const commandTable = {
  'go.library': { keys: 'g l', place: 'everywhere', label: 'app.views.library' },
  'go.hierarchy': { keys: 'g h', place: 'everywhere', label: 'app.views.hierarchy' },
  'go.memp': { keys: 'g m', place: 'everywhere', label: 'app.views.memp' },
  'go.procmem': { keys: 'g p', place: 'everywhere', label: 'app.views.procmem' },
  'go.trajectories': { keys: 'g t', place: 'everywhere', label: 'app.views.trajectories' },
  'go.ask': { keys: 'g a', place: 'everywhere', label: 'app.views.ask' },
  'go.lab': { keys: 'g x', place: 'everywhere', label: 'app.views.lab' },
  'go.review': { keys: 'g r', place: 'everywhere', label: 'app.views.review' },
  'go.sources': { keys: 'g f', place: 'everywhere', label: 'app.views.sources' },
  'go.dashboard': { keys: 'g d', place: 'everywhere', label: 'app.views.dashboard' },
  'go.journal': { keys: 'g j', place: 'everywhere', label: 'app.views.journal' },
  'go.compare': { keys: 'g c', place: 'everywhere', label: 'app.views.compare' },
  'go.settings': { keys: 'g s', place: 'everywhere', label: 'app.views.settings' },
  'go.import': { keys: 'g i', place: 'everywhere', label: 'app.views.import' },
  'go.export': { keys: 'g e', place: 'everywhere', label: 'app.views.export' },
  'memory.undo': { keys: '$mod+z', place: 'everywhere', label: 'app.undo' },
  'memory.redo': { keys: '$mod+Shift+z', place: 'everywhere', label: 'app.redo' },
  'memory.close': { keys: null, place: 'everywhere', label: 'app.switchMemory' },
  'help.palette': { keys: '$mod+k', place: 'everywhere', label: 'app.openPalette' },
  'help.shortcuts': { keys: 'Shift+?', place: 'everywhere', label: 'app.openShortcuts' },
  'library.search': { keys: '/', place: 'library', label: 'library.commands.search' },
  'library.group': { keys: 'Shift+G', place: 'library', label: 'library.commands.toggleGroup' },
  'library.forest': { keys: 'Shift+F', place: 'library', label: 'library.commands.forest' },
  'hierarchy.search': { keys: '/', place: 'hierarchy', label: 'hierarchy.commands.search' },
  'hierarchy.toggle': { keys: 'v', place: 'hierarchy', label: 'hierarchy.commands.toggle' },
  'procedure.edit': { keys: 'e', place: 'procedure', label: 'procedure.edit' },
  'procedure.pin': { keys: 'p', place: 'procedure', label: 'procedure.pin' },
  'procedure.lock': { keys: null, place: 'procedure', label: 'procedure.lock' },
  'procedure.delete': { keys: 'Shift+Delete', place: 'procedure', label: 'procedure.delete' },
  'meta.pin': { keys: 'p', place: 'meta', label: 'procedure.pin' },
  'meta.delete': { keys: 'Shift+Delete', place: 'meta', label: 'procedure.delete' },
  'trajectories.search': { keys: '/', place: 'trajectories', label: 'trajectories.search' },
  'trajectory.search': { keys: '/', place: 'trajectory', label: 'trajectories.searchSteps' },
  'trajectory.failure.next': { keys: 'n', place: 'trajectory', label: 'trajectories.nextFailure' },
  'trajectory.failure.previous': { keys: 'p', place: 'trajectory', label: 'trajectories.previousFailure' },
  'trajectory.match.next': { keys: 'j', place: 'trajectory', label: 'trajectories.nextMatch' },
  'trajectory.match.previous': { keys: 'k', place: 'trajectory', label: 'trajectories.previousMatch' },
  'lab.nextEpisode': { keys: 'n', place: 'lab', label: 'lab.nextEpisode' },
  'lab.previousEpisode': { keys: 'p', place: 'lab', label: 'lab.previousEpisode' },
  'lab.nextStep': { keys: 'j', place: 'lab', label: 'lab.nextStep' },
  'lab.previousStep': { keys: 'k', place: 'lab', label: 'lab.previousStep' },
  'lab.cancel': { keys: null, place: 'lab', label: 'lab.cancelCommand' },
  'review.approve': { keys: 'a', place: 'review', label: 'review.approve' },
  'review.edit': { keys: 'e', place: 'review', label: 'review.edit' },
  'review.reject': { keys: 'x', place: 'review', label: 'review.reject' },
  'review.defer': { keys: 'Space', place: 'review', label: 'review.defer' },
  'review.release': { keys: 'q', place: 'review', label: 'review.release' },
  'review.next': { keys: 'j', place: 'review', label: 'review.next' },
  'review.previous': { keys: 'k', place: 'review', label: 'review.previous' },
  'review.undo': { keys: 'Backspace', place: 'review', label: 'review.undo' },
} as const satisfies Readonly<
  Record<string, { readonly keys: string | null; readonly place: View | 'everywhere'; readonly label: string }>
>;

export type KnownCommand = keyof typeof commandTable;

/** All of them, in the order of the table. */
export const knownCommands: readonly KnownCommand[] = Object.keys(commandTable).filter(isKnownCommand);

function isKnownCommand(id: string): id is KnownCommand {
  return id in commandTable;
}

/** The keys that a command has until a person changes them. */
export function usualKeys(id: string): string | undefined {
  return isKnownCommand(id) ? (commandTable[id].keys ?? undefined) : undefined;
}
