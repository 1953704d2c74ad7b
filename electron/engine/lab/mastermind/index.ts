/** Mastermind: hidden codes that are guessed, a world without a file. */
export { CodeRecorder } from './code-recorder.ts';
export { MastermindEnvironment } from './mastermind-environment.ts';
export { isMastermind } from './mastermind-games.ts';
