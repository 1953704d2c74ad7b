import { KnackError } from '../../../shared/errors.ts';

/** Why a game cannot be played, as half a sentence; the door that knows the file turns it into an error for people. */
export class GameFault extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'GameFault';
  }
}

/** The error for a game file that cannot be played. */
export function unplayable(file: string, cause: unknown): KnackError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new KnackError(
    {
      code: 'FILE_UNREADABLE',
      happened: `${file} is no game that can be played: ${reason}.`,
      kept: 'Nothing was changed.',
      todo: 'Take it out of the folder, or correct it; docs/games.md says what a game file holds.',
    },
    { cause },
  );
}

/** The error for a game that a world does not have, or that nobody began. */
export function noSuchGame(name: string): KnackError {
  return new KnackError({
    code: 'NOT_FOUND',
    happened: name === '' ? 'No game was begun.' : `There is no game ${name}.`,
    kept: 'Nothing was changed.',
    todo: 'The games are called by their folders.',
  });
}
