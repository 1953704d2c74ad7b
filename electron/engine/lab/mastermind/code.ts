/** Colours by their names, as many as the widest game has. */
export const allColours = [
  ...['amber', 'coral', 'indigo', 'jade', 'lilac', 'maroon'],
  ...['ochre', 'olive', 'pearl', 'rust', 'slate', 'teal'],
] as const;

/** A code: the numbers of its colours, place by place. */
export type Code = readonly number[];

/** How long codes are and of how many colours; a colour may come more than once. */
export interface CodeSize {
  readonly length: number;
  readonly colours: number;
}

/** What a guess is told. */
export interface Answer {
  /** Right in colour and place. */
  readonly inPlace: number;
  /** Right in colour, in another place; each peg of the code counts once. */
  readonly elsewhere: number;
}

/** Both codes have the same length. */
export function compareCodes(hidden: Code, guess: Code): Answer {
  const inPlace = hidden.filter((colour, at) => guess[at] === colour).length;
  return { inPlace, elsewhere: sharedColours(hidden, guess) - inPlace };
}

/** Pegs that both have, wherever they are. */
export function sharedColours(left: Code, right: Code): number {
  const count = (code: Code, colour: number): number => code.filter((own) => own === colour).length;
  return [...new Set(left)].reduce((sum, colour) => sum + Math.min(count(left, colour), count(right, colour)), 0);
}
