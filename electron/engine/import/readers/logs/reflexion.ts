import { hash } from 'node:crypto';
import type { Outcome } from '../../../../../shared/model/index.ts';
import { extraOf, filled } from '../../json-view.ts';
import { limits } from '../../limits.ts';
import { type Draft, episode, type Found, type Reader, rejected, type Session } from '../../reader.ts';
import { LabelledSteps } from './labelled-steps.ts';

const TRIAL = /^BEGIN TRIAL (\d{1,9})\s*$/;
const SECTION = /^-{3,} ?BEGIN ([A-Z]{1,40}) AGENTS ?-{3,}\s*$/;
const QUESTION = /^Question: ?(.*)$/;
const ANSWER = /^Correct answer: ?(.*)$/;

/** Reflexion's logs by trial: `BEGIN TRIAL 1`, then the agents that were correct, incorrect and halted. */
export const reflexionLog: Reader = {
  format: 'reflexion-log',
  claim({ layout, head }) {
    if (layout !== 'text' && layout !== 'table') return null;
    const lines = head.split(/\r?\n/);
    const known = lines.some((line) => SECTION.test(line)) && lines.some((line) => QUESTION.test(line));
    return known ? { confidence: 0.95, reason: 'a log of trials with sections of agents', unit: 'line' } : null;
  },
  open: () => new Log(),
};

class Log implements Session {
  #record = 0;
  #trial = '';
  #section = '';
  #goal: string | null = null;
  #steps = new LabelledSteps();
  /** The episodes of this trial by their text, with the section in which each stands first. */
  #seen = new Map<string, string>();
  #digest: string[] = [];

  take({ value }: { readonly value: unknown }): readonly Found[] {
    const line = typeof value === 'string' ? value : '';
    const question = QUESTION.exec(line);
    if (question !== null) {
      const before = this.#close('');
      this.#goal = (question[1] ?? '').trim();
      this.#digest = [this.#goal];
      return before;
    }
    const answer = this.#goal === null ? null : ANSWER.exec(line);
    if (answer !== null) return this.#close(answer[1] ?? '');
    return this.#heading(line);
  }

  #heading(line: string): readonly Found[] {
    const [trial, section] = [TRIAL.exec(line)?.[1], SECTION.exec(line)?.[1]];
    if (trial === undefined && section === undefined) {
      if (this.#goal !== null && this.#steps.characters <= limits.record) {
        this.#steps.take(line);
        this.#digest.push(line);
      }
      return [];
    }
    const before = this.#close('');
    if (trial !== undefined) {
      this.#trial = trial;
      this.#seen = new Map();
    }
    this.#section = section ?? '';
    return before;
  }

  end(): readonly Found[] {
    return this.#close('');
  }

  #close(answer: string): readonly Found[] {
    if (this.#goal === null) return [];
    const [goal, steps, record] = [this.#goal, this.#steps, this.#record];
    const text = hash('sha256', this.#digest.join('\n').trimEnd(), 'hex');
    this.#goal = null;
    this.#steps = new LabelledSteps();
    this.#digest = [];
    // An agent that ended at its limit may be listed as incorrect and as halted; it ran once.
    const first = this.#seen.get(text);
    if (first !== undefined && first !== this.#section) return [];
    this.#seen.set(text, this.#section);
    this.#record += 1;
    if (steps.characters > limits.record) return [rejected(record, 'the episode is larger than the limit')];
    const draft = draftOf(goal, steps, { trial: this.#trial, section: this.#section, answer: answer.trim() });
    return [episode(record, draft, { section: this.#section, trial: this.#trial })];
  }
}

interface Place {
  readonly trial: string;
  readonly section: string;
  readonly answer: string;
}

function draftOf(goal: string, labelled: LabelledSteps, { trial, section, answer }: Place): Draft {
  const { context, steps, closing } = labelled.done();
  const outcome = outcomeIn(section);
  return {
    goal,
    context,
    steps,
    outcome,
    ...(outcome === 'unknown' ? {} : { verdict: { field: 'section', value: section } }),
    ...(section === 'HALTED' ? { truncated: true } : {}),
    ...extraOf(filled({ trial, correct_answer: answer, closing })),
  };
}

function outcomeIn(section: string): Outcome {
  if (section === 'CORRECT') return 'success';
  return section === 'INCORRECT' || section === 'HALTED' ? 'failure' : 'unknown';
}
