import type { Game } from './games.ts';

interface Action {
  readonly block: string;
  /** Constants that its precondition asks for. */
  readonly constants: readonly string[];
  /** What it makes true and false, as predicates. */
  readonly makes: readonly string[];
  readonly unmakes: readonly string[];
}

/**
 * The same game with other physics: of two actions each of which undoes the other and asks for a kind of place, each is done
 * where the other was.
 */
export function otherPhysics(game: Game): Game {
  const actions = game.domain
    .split(/(?=\(:action\b)/)
    .slice(1)
    .map(readAction);
  let { domain } = game;
  for (const [at, one] of actions.entries()) {
    for (const other of actions.slice(at + 1)) {
      const [here, there] = [one.constants[0], other.constants[0]];
      if (!areOpposite(one, other) || here === undefined || there === undefined) continue;
      domain = domain
        .replace(one.block, one.block.replaceAll(here, there))
        .replace(other.block, other.block.replaceAll(there, here));
    }
  }
  if (domain === game.domain) throw new Error('No two actions undo each other.');
  return { ...game, domain };
}

function readAction(block: string): Action {
  const [before = '', effect = ''] = block.split(/:effect/);
  const unmakes = [...effect.matchAll(/\(not\s*\((\w+)/g)].map(([, name = '']) => name);
  const makes = [...effect.replaceAll(/\(not\s*\([^)]*\)\s*\)/g, '').matchAll(/\((\w+)[^()]*\?/g)].map(
    ([, name = '']) => name,
  );
  const constants = [...before.matchAll(/\(\w+ \?\w+ ([A-Za-z]\w*)\)/g)].map(([, name = '']) => name);
  return { block, constants, makes, unmakes };
}

function areOpposite(one: Action, other: Action): boolean {
  const undoes = (first: Action, second: Action): boolean => first.makes.some((made) => second.unmakes.includes(made));
  return one.constants.length === 1 && other.constants.length === 1 && undoes(one, other) && undoes(other, one);
}
