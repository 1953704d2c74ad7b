/** A program that serves the aviary by JSON lines, and misbehaves when it is asked to: the first argument is the folder. */
import { createInterface } from 'node:readline';
import { GamesEnvironment } from '../games-environment.ts';

const [, , folder = '', misdeed = 'none'] = process.argv;
const environment = await GamesEnvironment.open(folder);
console.log('Welcome to the aviary.');
console.log('{"a": "line of JSON that is no answer"}');
console.error('a warning');

for await (const line of createInterface({ input: process.stdin })) {
  const { id, request, game, command } = JSON.parse(line);
  const say = (answer: object): void => console.log(JSON.stringify({ id, ...answer }));
  try {
    if (request === 'games') say({ games: (await environment.games()).map(({ name }) => ({ name })) });
    if (request === 'reset') say(await environment.reset(game));
    if (request === 'step' && misbehave(command, say)) {
      const { observation, won, over } = await environment.step(command);
      say({ observation, won, over });
    }
  } catch (error) {
    say({ error: error instanceof Error ? error.message : String(error) });
  }
}

/** Answers whether the step is to be answered as it should be. */
function misbehave(command: string, say: (answer: object) => void): boolean {
  if (command !== misdeed) return true;
  if (command === 'crash') process.exit(7);
  if (command === 'babble') process.stdout.write(`${'nonsense '.repeat(1000)}\n`.repeat(5000));
  if (command === 'endless') process.stdout.write('x'.repeat(9 * 1024 * 1024));
  if (command === 'wrong') say({ observation: 3 });
  return false;
}
