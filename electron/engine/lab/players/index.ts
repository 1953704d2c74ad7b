/** Scripted players that know the rules of a game. */
export { Demonstrator } from './demonstrator.ts';
export { Experience } from './experience.ts';
export { drawHabits, expertHabits, type Habits } from './habits.ts';
