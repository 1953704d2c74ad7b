import type { Opening } from '../ports.ts';
import type { TextGame } from './game/index.ts';
import type { Demonstrator } from './players/index.ts';

/** An episode as it went. */
export interface Played {
  readonly opening: Opening;
  readonly steps: readonly { readonly command: string; readonly observation: string }[];
  readonly won: boolean;
  /** The steps ran out; else the player stopped, or won. */
  readonly isCutOff: boolean;
}

export interface Play {
  readonly game: TextGame;
  readonly opening: Opening;
  readonly player: Demonstrator;
  readonly maxSteps: number;
}

/** Plays until the game is won, the player stops or the steps run out. @throws GameFault */
export function playEpisode({ game, opening, player, maxSteps }: Play): Played {
  const steps: { command: string; observation: string }[] = [];
  const played = (won: boolean, isCutOff: boolean): Played => ({ opening, steps, won, isCutOff });
  while (steps.length < maxSteps) {
    const command = player.next();
    if (command === null) return played(false, false);
    const turn = game.step(command);
    player.observe(turn.told);
    steps.push({ command, observation: turn.observation });
    if (turn.won) return played(true, false);
  }
  return played(false, true);
}
