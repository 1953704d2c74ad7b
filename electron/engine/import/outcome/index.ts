export { OutcomeOffer } from './offer.ts';
export { applyRule, judge, type OutcomeRule, parseOutcomeRule } from './rule.ts';
export { outcomeOf, outcomeOfReward, plain, usualVerdict, verdictOf, type Verdicted } from './words.ts';
