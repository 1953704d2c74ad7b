/** Games of the format `tw-pddl`. */
export type { CommandedAction, Instance } from './commands.ts';
export { loadGame } from './game-file.ts';
export { type GameFile, type GameFolder, listGames } from './game-folder.ts';
export { indexNames } from './game-names.ts';
export type { Listing, Told } from './narrator.ts';
export { type DetailedTurn, GameParser, type GameTexts, TextGame } from './text-game.ts';
