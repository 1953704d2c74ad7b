import type { Opening, Turn } from '../../ports.ts';
import { allColours, type Code, type CodeSize, compareCodes } from './code.ts';

/** Guesses that a game has. */
export const maxGuesses = 20;

/** One game: a hidden code that is guessed. What is no guess is told how one is written, and costs none. */
export class MastermindGame {
  readonly #size: CodeSize;
  readonly #hidden: Code;
  #guesses = 0;
  #isOver = false;

  constructor(size: CodeSize, hidden: Code) {
    this.#size = size;
    this.#hidden = hidden;
  }

  reset(): Opening {
    this.#guesses = 0;
    this.#isOver = false;
    const { length, colours } = this.#size;
    const task = `Your task is to: find the hidden code of ${length} colours.`;
    const observation = [
      `A code of ${length} places is hidden. Each place has one of ${colours} colours: ${coloursOf(this.#size).join(', ')}. A colour may come more than once.`,
      `A guess is written "guess" and ${length} colours. The answer says how many colours are right and in their place, and how many are right but elsewhere. There are ${maxGuesses} guesses.`,
      task,
    ].join('\n\n');
    return { observation, task };
  }

  step(command: string): Turn {
    if (this.#isOver) return { observation: 'The game is over.', won: false, over: true };
    const guess = readGuess(command, this.#size);
    if (guess === null) {
      const example = Array.from({ length: this.#size.length }, (_, at) => allColours[at % this.#size.colours]);
      return { observation: `That is no guess. A guess reads: guess ${example.join(' ')}`, won: false, over: false };
    }
    this.#guesses += 1;
    const { inPlace, elsewhere } = compareCodes(this.#hidden, guess);
    const won = inPlace === this.#size.length;
    const isLost = !won && this.#guesses >= maxGuesses;
    this.#isOver = won || isLost;
    const told = `${inPlace} in place, ${elsewhere} elsewhere.`;
    const end = won
      ? ' That is the code.'
      : isLost
        ? ` No guess is left. The code was: ${writeCode(this.#hidden)}.`
        : '';
    return { observation: `${told}${end}`, won, over: this.#isOver };
  }
}

/** The colours that codes of a size have. */
export function coloursOf({ colours }: CodeSize): readonly string[] {
  return allColours.slice(0, colours);
}

/** A code in names of colours. */
export function writeCode(code: Code): string {
  return code.map((colour) => allColours[colour] ?? '').join(' ');
}

/** The code that a command guesses, case and what stands between the names apart; null where it is no guess of this size. */
export function readGuess(command: string, size: CodeSize): Code | null {
  const [verb, ...names] = command.toLowerCase().match(/[a-z]+/g) ?? [];
  const known = coloursOf(size);
  const guess = names.map((name) => known.indexOf(name));
  return verb === 'guess' && guess.length === size.length && !guess.includes(-1) ? guess : null;
}
