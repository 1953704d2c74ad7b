import { GameFault } from '../fault.ts';
import type { Atom, Typed } from '../pddl/index.ts';

/** One atom of a condition in a grammar; `isDenied`: an action has made it false (`not_`). */
export interface GivenAtom {
  readonly atom: Atom;
  readonly isDenied: boolean;
}

export interface Given {
  readonly atoms: readonly GivenAtom[];
  /** Its variables in order of appearance, as `?name`. */
  readonly variables: readonly Typed[];
}

const ATOM = /^(\w[\w-]*)\(([^()]*)\)$/;

/** Reads `raised(g:gate) & not_in(b:bird, g:gate)`. @throws GameFault */
export function readGiven(text: string): Given {
  const variables = new Map<string, Typed>();
  const atoms = text
    .toLowerCase()
    .split('&')
    .map((part): GivenAtom => {
      const [, name, inside = ''] = ATOM.exec(part.trim()) ?? [];
      if (name === undefined) throw new GameFault(`its grammar has a condition "${text}" that cannot be read`);
      const terms = inside.split(',').flatMap((term) => {
        const [variable = '', type] = term.trim().split(/\s*:\s*/);
        if (variable === '') return [];
        if (!variables.has(`?${variable}`)) {
          variables.set(`?${variable}`, { name: `?${variable}`, types: type === undefined ? [] : [type] });
        }
        return [`?${variable}`];
      });
      const isDenied = name.startsWith('not_');
      return { atom: { predicate: isDenied ? name.slice(4) : name, terms }, isDenied };
    });
  return { atoms, variables: [...variables.values()] };
}
