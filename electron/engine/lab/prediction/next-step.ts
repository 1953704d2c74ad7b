import { ArgumentModel, type Surroundings } from './arguments.ts';
import type { Foretold } from './deeds.ts';
import { KindModel } from './kinds.ts';
import type { Lesson, ToldEpisode } from './lesson.ts';
import { momentsOf, type Moment } from './moments.ts';
import type { Nearness } from './nearness.ts';
import { Sight } from './sight.ts';

/** What failed shows how an agent goes on, too; what succeeded shows it better. */
const SUCCESS = 1;
const FAILURE = 0.2;
/** So many successes with the nearest goals are asked what they did; among so many more there may be near copies. */
const NEAREST = 3;
const COPIES = 30;
/** So many templates are filled, each with so many fillings. */
const TEMPLATES = 6;
const FILLINGS = 3;

/** Foretells next steps by what the memory learned of kinds of steps and of what stands in them. */
export class NextStepModel {
  readonly #lesson: Lesson;
  readonly #kinds = new KindModel();
  readonly #arguments = new ArgumentModel();
  readonly #places = new Map<number, number>();
  readonly #nearness: Nearness;
  readonly #successes: readonly ToldEpisode[];

  constructor(lesson: Lesson, nearness: Nearness) {
    this.#lesson = lesson;
    this.#nearness = nearness;
    this.#successes = lesson.episodes.filter(({ outcome }) => outcome === 'success');
    for (const { steps } of lesson.episodes) {
      for (const { template, args } of steps) {
        this.#arguments.meet(template, args);
        this.#places.set(template, args.length);
      }
    }
    this.#pass((moment, around) => this.#arguments.notice(moment, around));
    this.#pass((moment, around, template) => {
      const weight = moment.episode.outcome === 'failure' ? FAILURE : SUCCESS;
      this.#kinds.learn(moment, template, weight);
      this.#arguments.learn(moment, around, weight);
    });
  }

  /** Goes through every step of the memory's episodes, as it was known before it. */
  #pass(visit: (moment: Moment, around: Surroundings, template: number) => void): void {
    for (const episode of this.#lesson.episodes) {
      const around = this.#around(episode);
      for (const moment of momentsOf(episode, this.#lesson)) {
        const step = episode.steps[moment.at];
        if (step === undefined) break;
        around.sight.follow(moment);
        visit(moment, around, step.template);
      }
    }
  }

  /** What is foretold before each step of an episode. */
  foretellAll(episode: ToldEpisode): readonly Foretold[] {
    const around = this.#around(episode);
    return momentsOf(episode, this.#lesson)
      .slice(0, -1)
      .map((moment) => {
        around.sight.follow(moment);
        return this.#foretell(moment, around);
      });
  }

  /** Nothing is taken from an episode with the same goal: it would be a near copy. */
  #around({ goal }: ToldEpisode): Surroundings {
    const found = this.#nearness.nearest(goal.text, this.#successes, NEAREST + COPIES);
    return { sight: new Sight(), nearest: found.filter((other) => other.goal.text !== goal.text).slice(0, NEAREST) };
  }

  #foretell(moment: Moment, around: Surroundings): Foretold {
    const kinds = this.#kinds.foretell(moment);
    const ranked = kinds
      .slice(0, TEMPLATES)
      .flatMap(({ template, probability }) =>
        this.#fill(moment, around, template).map(({ args, share }) => ({ template, args, score: probability * share })),
      );
    ranked.sort((a, b) => b.score - a.score);
    return { deeds: ranked.slice(0, 3), templates: kinds.slice(0, 3).map(({ template }) => template) };
  }

  /** The likeliest fillings of a template's places, best first. */
  #fill(
    moment: Moment,
    around: Surroundings,
    template: number,
  ): readonly { readonly args: readonly string[]; readonly share: number }[] {
    let beam: readonly { readonly args: readonly string[]; readonly share: number }[] = [{ args: [], share: 1 }];
    for (let position = 0; position < (this.#places.get(template) ?? 0); position += 1) {
      const filled = this.#arguments.foretell(moment, around, { template, position }).slice(0, FILLINGS);
      beam = beam
        .flatMap(({ args, share }) =>
          filled.map(({ value, probability }) => ({ args: [...args, value], share: share * probability })),
        )
        .sort((a, b) => b.share - a.share)
        .slice(0, FILLINGS);
    }
    return beam;
  }
}
