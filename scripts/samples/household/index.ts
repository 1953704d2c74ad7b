/** The boathouse: a household in text, its goals, and agents that make mistakes. */
import { dealDeck, type Card } from '../deck.ts';
import { TURN_LIMITS, type Episode, type Turn } from '../episode.ts';
import { createRandom, type Random } from '../random.ts';
import type { Mind } from './agent.ts';
import { perform } from './commands.ts';
import { furnish } from './layout.ts';
import { playEpisode } from './policies.ts';
import { drawGoal, sayGoal, TASK_HABITS, TASK_TYPES, type HabitName, type TaskType } from './tasks.ts';
import { REMARKS, WEATHER } from './words.ts';
import { isReached, type Boathouse } from './world.ts';

export { BRIEF, WEATHER } from './words.ts';
export { perform } from './commands.ts';
export { isReached, type Boathouse, type Goal, type Place, type Thing } from './world.ts';

const REMARK_SHARE = 0.08;

/** Plays every episode of the boathouse, in the order of their ids. */
export function playHousehold(seed: string): Episode[] {
  const dealt = TASK_TYPES.flatMap((type) =>
    dealDeck(`${seed}/${type}`, TASK_HABITS[type]).map((card) => ({ type, card })),
  );
  return createRandom(`${seed}/order`)
    .shuffle(dealt)
    .map(({ type, card }, index) => {
      const id = `boathouse-${String(index + 1).padStart(4, '0')}`;
      return playCard({ id, seed: `${seed}/${type}/${id}`, type, card });
    });
}

interface Booking {
  readonly id: string;
  readonly seed: string;
  readonly type: TaskType;
  readonly card: Card<HabitName>;
}

function playCard({ id, seed, type, card }: Booking): Episode {
  const random = createRandom(seed);
  const goal = drawGoal(random, type);
  const start = furnish(random, goal, card.habit);
  const places = random.shuffle([...start.places.keys()]);
  const opening = `${WEATHER[card.batch]} You stand by the door of the boathouse. Around you are ${places.join(', ')}.`;
  const mind: Mind = { random, goal, habit: card.habit, places, seen: new Map(), at: 'door' };
  const played = run(mind, start);
  const isSolved = isReached(played.state, goal);
  const turns = card.cutOff ? cutShort(random, played.turns) : played.turns;
  return {
    id,
    taskType: type,
    batch: card.batch,
    goal: sayGoal(random, goal),
    opening,
    turns,
    outcome: card.cutOff ? 'unknown' : isSolved ? 'success' : 'failure',
  };
}

function run(mind: Mind, start: Boathouse): { readonly state: Boathouse; readonly turns: readonly Turn[] } {
  const play = playEpisode(mind);
  const turns: Turn[] = [];
  let state = start;
  let next = play.next();
  while (next.done !== true && !state.isOver && turns.length < TURN_LIMITS.most) {
    const { thought, command } = next.value;
    const step = perform(state, command);
    state = step.state;
    const remark = mind.random.chance(REMARK_SHARE) ? ` ${mind.random.pick(REMARKS)}` : '';
    turns.push({ thought, action: command, observation: step.observation + remark });
    next = play.next(step.observation);
  }
  return { state, turns };
}

/** The part of a log that was kept when its recording broke off. */
function cutShort(random: Random, turns: readonly Turn[]): readonly Turn[] {
  const most = Math.max(TURN_LIMITS.least, turns.length - 2);
  return turns.slice(0, random.between(TURN_LIMITS.least, most));
}
