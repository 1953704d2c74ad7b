import type { Opening, Turn } from '../../ports.ts';
import type { Actor, Choice, Execution } from '../actor.ts';
import { type Surface, surfaceOf } from './surfaces.ts';

/** Plays each episode by the part of a memory that was seen on such a surface, and by all of it where none was. */
export class SurfaceActor implements Actor {
  readonly #surfaces: readonly Surface[];
  readonly #whole: Actor;
  readonly #make: (surface: Surface) => Actor;
  readonly #made = new Map<Surface, Actor>();
  #current: Actor;

  constructor(surfaces: readonly Surface[], whole: Actor, make: (surface: Surface) => Actor) {
    this.#surfaces = surfaces;
    this.#whole = whole;
    this.#make = make;
    this.#current = whole;
  }

  async begin(opening: Opening, seed: number): Promise<void> {
    const surface = surfaceOf(this.#surfaces, opening);
    this.#current = surface === null ? this.#whole : this.#actorFor(surface);
    await this.#current.begin(opening, seed);
  }

  next(): ReturnType<Actor['next']> {
    return this.#current.next();
  }

  observe(turn: Turn): void {
    this.#current.observe(turn);
  }

  choices(): readonly Choice[] {
    return this.#current.choices();
  }

  executions(): readonly Execution[] {
    return this.#current.executions();
  }

  #actorFor(surface: Surface): Actor {
    const actor = this.#made.get(surface) ?? this.#make(surface);
    this.#made.set(surface, actor);
    return actor;
  }
}
