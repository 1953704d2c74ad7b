import type { Candidate, Question } from './goals.ts';

export interface Figures {
  /** How many questions were asked. */
  readonly goals: number;
  /** Share of the questions whose best candidate has the right type. */
  readonly typeFirst: number;
  /** Share of the questions whose task is among the candidates, with the very task first. */
  readonly exactFirst: number;
  /** The same, with the very task among the best ten candidates. */
  readonly exactWithinTen: number;
}

/** What became of one question. */
export interface Answer {
  readonly question: Question;
  readonly isTypeFirst: boolean;
  /** Position of the first candidate of the very task, from 0; undefined when no candidate is of it. */
  readonly exactRank: number | undefined;
}

/** Scores of all candidates. */
export type Rank = (question: string) => Float64Array;
/** Places of candidates, best first, as they are shown. */
export type Arrange = (places: readonly number[]) => readonly number[];

/** Ranks all candidates for every question; equal scores keep the order of the candidates. */
export function answerQuestions(
  questions: readonly Question[],
  candidates: readonly Candidate[],
  { rank, arrange = (places) => places }: { readonly rank: Rank; readonly arrange?: Arrange | undefined },
): Answer[] {
  return questions.map((question) => {
    const scores = rank(question.text);
    const order = arrange(
      [...scores.keys()].toSorted((one, other) => Number(scores[other]) - Number(scores[one]) || one - other),
    );
    const exactRank = order.findIndex((position) => candidates[position]?.tasks.has(question.task) ?? false);
    const best = candidates[order[0] ?? 0];
    return {
      question,
      isTypeFirst: best?.types.has(question.type) ?? false,
      exactRank: exactRank < 0 ? undefined : exactRank,
    };
  });
}

export function summarize(answers: readonly Answer[]): Figures {
  const askable = answers.filter((answer) => answer.exactRank !== undefined);
  const share = (count: number, of: number): number => (of === 0 ? 0 : count / of);
  return {
    goals: answers.length,
    typeFirst: share(answers.filter((answer) => answer.isTypeFirst).length, answers.length),
    exactFirst: share(askable.filter((answer) => answer.exactRank === 0).length, askable.length),
    exactWithinTen: share(askable.filter((answer) => (answer.exactRank ?? 10) < 10).length, askable.length),
  };
}
