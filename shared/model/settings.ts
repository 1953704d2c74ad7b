import { z } from 'zod';
import { evidenceRuleSchema } from './evidence.ts';

export const strategySchema = z.enum(['macla', 'memp', 'procmem']);
export type Strategy = z.infer<typeof strategySchema>;

/**
 * Every constant of a memory, with its default. A change is an event; derived state is rebuilt from it.
 * Sources: [M] MACLA arXiv 2512.18950, [P] Mem^p arXiv 2508.06433, [S] ProcMEM arXiv 2602.01869, [K] our own decision (docs and SPEC.md give the reasons).
 */
export const settingsSchema = z
  .object({
    strategy: strategySchema.default('macla'),
    /** Prior of every mined procedure [M]. */
    priorAlpha: z.number().positive().max(50).default(1),
    priorBeta: z.number().positive().max(50).default(1),
    /** Where the prior of a mined procedure comes from: the two above, or by shrinkage from procedures like it [K]. */
    priorFrom: z.enum(['setting', 'shrinkage']).default('setting'),
    evidenceRule: evidenceRuleSchema.default('blended'),
    /** Executions, in successful episodes, that a procedure needs to be kept [K]. */
    minSupport: z.number().int().min(1).default(3),
    /** Cosine above which two procedures may be duplicates [M], and share of steps that must align [K]. */
    duplicateCosine: z.number().min(0).max(1).default(0.85),
    duplicateAlignment: z.number().min(0).max(1).default(0.6),
    /**
     * Patterns that stay apart although they are alike: ids of the procedures that they are, in order, a space between. There only where
     * a person has undone a merge [K].
     */
    keptApart: z
      .string()
      .regex(/^p-[0-9a-f]{16}( p-[0-9a-f]{16})*$/)
      .optional(),
    /** Share of successful executions in which an atom must hold to be extracted as a condition [K]. */
    conditionSupport: z.number().min(0.5).max(1).default(0.9),
    /** Segmentation: weights of the reasons for a boundary, and the score at which a segment ends [K]. */
    weightEffect: z.number().min(0).max(4).default(1),
    weightFocus: z.number().min(0).max(4).default(0.35),
    weightEntropy: z.number().min(0).max(4).default(0.35),
    boundaryScore: z.number().min(0).max(4).default(0.8),
    /** Contrast: least contexts on each side [M], false discovery rate over all candidates [K]. */
    minContrast: z.number().int().min(1).default(3),
    falseDiscoveryRate: z.number().min(0.001).max(0.5).default(0.05),
    /** A refined revision starts at its parent's mean with this many pseudo-counts [K]. */
    refinedPseudoCounts: z.number().min(0).max(100).default(4),
    /** Meta-procedures: share of the successful episodes of a goal category, and least number of them [M]. */
    metaShare: z.number().min(0).max(1).default(0.15),
    metaEpisodes: z.number().int().min(1).default(3),
    /** Selection (memory-model section 4). `information`: how I is worked out. */
    rewardMax: z.number().default(1),
    costFailure: z.number().default(0.5),
    lambda: z.number().min(0).default(1),
    stepCost: z.number().min(0).default(0.005),
    candidates: z.number().int().min(1).max(100).default(10),
    threshold: z.number().min(-1).max(1).default(0.4),
    /** Where theta_conf comes from: fitted on held-out goals of the corpus (where it has enough) [K], or `threshold` [M]. */
    thresholdFrom: z.enum(['corpus', 'setting']).default('corpus'),
    /** The formula of expected utility: what does not belong here costs and teaches nothing [K], or the paper's [M]. */
    utility: z.enum(['mixture', 'paper']).default('mixture'),
    information: z.enum(['variance', 'entropy', 'voi']).default('variance'),
    /** How a candidate's rate enters its utility: its mean and `information`, a seeded draw, or an upper quantile [K]. */
    selection: z.enum(['expected-utility', 'thompson', 'bayes-ucb']).default('expected-utility'),
    /** Risk where no failure is known, and the pseudo-failures with which it stands against those that are [K]. */
    riskPrior: z.number().min(0).max(1).default(0.5),
    riskPseudoCounts: z.number().min(0).max(100).default(2),
    /** Capacity [M 4.6]; null is no cap. `pruneScore`: lower 5.5 % quantile + 0.1 log(1+n) [K], or the paper's. */
    maxProcedures: z.number().int().min(1).nullable().default(200),
    maxMetaProcedures: z.number().int().min(1).nullable().default(50),
    contextsPerSide: z.number().int().min(1).max(1000).default(15),
    pruneScore: z.enum(['quantile', 'paper']).default('quantile'),
    /** Ontology [M 4.5]: how many content words, and the cosine above which they join a category. */
    ontologyWords: z.number().int().min(0).max(2000).default(100),
    ontologyCosine: z.number().min(0).max(1).default(0.6),
    /** The embedding model that makes the vectors: a bundled one, `path:FOLDER`, or `hub:ORG/NAME`. */
    embeddingModel: z.string().default('bundled:knack-embed-en'),
    /** Mem^p: what an entry keeps, how it is found, and how many, from which cosine of the task texts on [P]. */
    mempBuild: z.enum(['trajectory', 'script', 'proceduralization']).default('proceduralization'),
    mempRetrieve: z.enum(['random', 'query', 'avefact']).default('query'),
    mempCount: z.number().int().min(1).max(100).default(10),
    mempThreshold: z.number().min(-1).max(1).default(0.75),
    /** Whether fact keys that an entry lacks cost it anything: nothing in the paper; `count` multiplies by the share of shared keys [K]. */
    mempCoverage: z.enum(['ignore', 'count']).default('ignore'),
    /** How the memory is updated, after each group of so many tasks [P]. */
    mempUpdate: z.enum(['vanilla', 'validation', 'adjustment']).default('validation'),
    mempGroup: z.number().int().min(1).max(1000).default(20),
    /** Entries retrieved so often of which fewer than this share succeeded go (the released code) [P]. */
    mempDeletionHits: z.number().int().min(1).default(3),
    mempDeletionRate: z.number().min(0).max(1).default(0.5),
    /** Which of the retrieved entries an episode is credited to: the first (the released code) [P], or all [K]. */
    mempCredit: z.enum(['top-1', 'shared']).default('top-1'),
    /** ProcMEM: size of the pool, how a skill is selected, and from which cosine of state and activation on [S]. */
    procmemPool: z.number().int().min(1).max(200).default(10),
    procmemSelection: z.enum(['cosine', 'lcb']).default('cosine'),
    procmemCosine: z.number().min(0).max(1).default(0.5),
    /** Episodes a round [K]; semantic gradients on or off [S, ablation]. */
    procmemRound: z.number().int().min(6).max(1000).default(30),
    procmemGradients: z.enum(['on', 'off']).default('on'),
    /** Gate: dJ's bound over the margin [K], the paper's J > 0 [S], or none (ablation); half-width of the clip [S]; the margin [K]. */
    procmemGate: z.enum(['difference', 'paper', 'none']).default('difference'),
    procmemEpsilon: z.number().min(0.01).max(0.9).default(0.2),
    procmemMargin: z.number().min(0).max(1).default(0),
    /** Advantages: averaged within, then over trajectories, or steps pooled with (R - b)/T as the code does [S]. */
    procmemAdvantage: z.enum(['paper', 'code']).default('paper'),
    /** Who adopts a candidate that passes: a person in review [K], or the gate alone [S]. */
    procmemAdoption: z.enum(['review', 'gate']).default('review'),
    procmemMaintenance: z.enum(['score', 'fifo']).default('score'),
  })
  .readonly();
export type Settings = z.infer<typeof settingsSchema>;

export const defaultSettings: Settings = settingsSchema.parse({});

/** Beginnings of the names of constants that one strategy alone reads. */
const owners = { memp: 'memp', procmem: 'procmem' } as const;

/** The constants that a memory of this strategy is made from: a constant of another strategy is no part of its state. */
export function relevantSettings(settings: Settings): Readonly<Partial<Settings>> {
  const foreign = Object.values(owners).filter((owner) => owner !== settings.strategy);
  return Object.fromEntries(
    Object.entries(settings).filter(([name]) => !foreign.some((owner) => name.startsWith(owner))),
  );
}
