import type { Step } from '../../../../../shared/model/index.ts';

interface OpenStep {
  readonly thought: string;
  readonly text: string;
  readonly observed: string[];
}

export interface LabelledText {
  /** What was observed before the first action. */
  readonly context: string;
  readonly steps: readonly Step[];
  /** Thoughts after the last action. */
  readonly closing: string;
}

const LABEL = /^(Thought|Think|ActionPath|Action|Observation)(?: \d+)? ?:[ \t]?(.*)$/;
/** An action that is nothing but a thought; the environment answers it with `OK.`. */
const THINKING = /^think ?\[/i;

/**
 * Steps from lines `Thought 1:`, `Action 1:`, `Observation 1:`, with or without numbers. A line without a label goes on with
 * what was before it. `ActionPath` repeats the actions so far and is left out.
 */
export class LabelledSteps {
  readonly #steps: OpenStep[] = [];
  readonly #context: string[] = [];
  #thoughts: string[][] = [];
  #action: string[] | null = null;
  #into: string[] = this.#context;
  characters = 0;

  /** Takes a line; lines before the first label are context. */
  take(line: string): void {
    this.characters += line.length + 1;
    const match = LABEL.exec(line);
    if (match === null) {
      this.#into.push(line);
      return;
    }
    const [, label, text = ''] = match;
    this.#closeAction();
    switch (label) {
      case 'Action':
        this.#action = [text];
        this.#into = this.#action;
        return;
      case 'Observation':
        this.#into = this.#steps.at(-1)?.observed ?? this.#context;
        this.#into.push(text);
        return;
      case 'ActionPath':
        this.#into = [];
        return;
      default: {
        const thought = [text];
        this.#thoughts.push(thought);
        this.#into = thought;
      }
    }
  }

  /** Leaves out what follows until the next label. */
  pause(): void {
    this.#closeAction();
    this.#into = [];
  }

  #closeAction(): void {
    const text = this.#action?.join('\n').trim() ?? '';
    this.#action = null;
    if (text === '') return;
    if (THINKING.test(text)) {
      this.#thoughts.push([text.replace(THINKING, '').replace(/\]$/, '')]);
      // The answer to a thought is no observation of the step before it.
      this.#steps.push({ thought: '', text: '', observed: [] });
      return;
    }
    this.#steps.push({ thought: this.#takeThoughts(), text, observed: [] });
  }

  #takeThoughts(): string {
    const thoughts = this.#thoughts.map((lines) => lines.join('\n').trim()).filter((text) => text !== '');
    this.#thoughts = [];
    return thoughts.join('\n');
  }

  done(): LabelledText {
    this.#closeAction();
    const steps = this.#steps.filter(({ text }) => text !== '');
    return {
      context: this.#context.join('\n').trim(),
      steps: steps.map(({ thought, text, observed }) => ({
        ...(thought === '' ? {} : { thought }),
        action: { kind: 'text', text },
        observation: trimmed(observed.join('\n')),
      })),
      closing: this.#takeThoughts(),
    };
  }
}

/** Without blank lines at both ends; what a page is indented by stays. */
function trimmed(text: string): string {
  return text.trim() === '' ? '' : text.replace(/^(?:[ \t]*\n)+/, '').trimEnd();
}
