import type { Random } from '../random.ts';

/** What an agent may think before an action, by its purpose. `$1` is what it is about, `$2` where. */
const THOUGHTS = {
  search: ['I need a $1, perhaps from $2.', 'A $1 is what I want. I try $2.', 'A $1 could well lie at $2.'],
  latch: ['$2 is latched, so I lift the latch first.', 'I cannot see inside $2 until it is unlatched.'],
  lift: ['There is $1. I lift it.', '$1 is what I was looking for.'],
  carry: ['Now $1 goes to $2.', 'I have $1. On to $2.'],
  fixture: ['For this I need $2.', '$1 has to see $2 before it is left anywhere.'],
  kindle: ['$1 is unlit, so I kindle it.', 'First a fire at $1.'],
  light: ['Now I kindle $1.', 'A match for $1.'],
  again: ['That did nothing. $1 needs a fire first.', 'No change. I should have kindled $1.'],
  treat: ['I am at $2 with $1. Now the work itself.', 'Time to see to $1.'],
  repeat: ['$1 is not there yet. Once more.', 'Not enough. I do it again.'],
  leave: ['This is where $1 belongs.', 'I leave $1 here.'],
  fill: ['$1 is empty. The cask has oil.', 'No oil in $1, so I fill it.'],
  dim: ['Too dim. $1 must be empty.', '$1 hardly gives light. It wants oil.'],
  study: ['$1 is here and I have light.', 'Now I read $1.'],
  known: ['I saw a $1 at $2.', '$2 has a $1.'],
  done: ['I hold the job to be finished.', 'That should be all.'],
  tired: ['I have looked long enough for a $1.', 'I cannot find a $1. I stop here.'],
  stuck: ['It will not go in. I stop here.', 'I see no way to finish this.'],
  astray: ['Perhaps I look at $2 once more.', 'I am not sure I saw all of $2.'],
  hasty: ['I try $1 from here.', 'Maybe $1 is near enough.'],
} as const;

export type Purpose = keyof typeof THOUGHTS;

/** What a thought is about, and where that is; either may be left out. */
export type About = readonly [(string | undefined)?, (string | undefined)?];

/** One of the phrasings for a purpose, with what it is about put in. */
export function think(random: Random, purpose: Purpose, about: About = []): string {
  const text = random
    .pick(THOUGHTS[purpose])
    .replaceAll('$1', about[0] ?? '')
    .replaceAll('$2', about[1] ?? '');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
