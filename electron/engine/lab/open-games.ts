import type { Environment } from '../ports.ts';
import { GamesEnvironment } from './games-environment.ts';
import { isMastermind, MastermindEnvironment } from './mastermind/index.ts';

/** The games of a name: `mastermind:SIZE`, or else a folder. @throws KnackError FILE_UNREADABLE, WRONG_USE */
export async function openGames(place: string): Promise<Environment> {
  return isMastermind(place) ? new MastermindEnvironment(place) : GamesEnvironment.open(place);
}
