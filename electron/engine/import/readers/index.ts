import type { Reader } from '../reader.ts';
import { adapt } from './adapt.ts';
import { atif } from './atif/index.ts';
import { claudeCode } from './claude-code.ts';
import { inspectLog } from './inspect/index.ts';
import { intercode } from './intercode.ts';
import { knowagent } from './knowagent.ts';
import { knowagentQuestions } from './knowagent-questions.ts';
import { labelledText } from './labelled-text.ts';
import { procmemLog } from './procmem-log.ts';
import { reactLog, reflexionLog, reflexionResults, webshopLog } from './logs/index.ts';
import { mempDocuments } from './memp-documents.ts';
import { mint } from './mint/index.ts';
import { openaiMessages } from './openai-messages.ts';
import { openHands } from './openhands.ts';
import { sharegpt } from './sharegpt.ts';
import { langfuse, langsmith, otelSpans } from './spans/index.ts';
import { sweAgent } from './swe-agent/index.ts';
import { tauBench } from './tau-bench.ts';
import { tau2Bench } from './tau2-bench.ts';
import { tauDisplay } from './tau-display.ts';
import { toolbench } from './toolbench.ts';
import { travelPlanner } from './travelplanner.ts';
import { webshopSession } from './webshop-session.ts';

/** Every reader that detects its format by itself; the generic one is made from a mapping. */
export const readers: readonly Reader[] = [
  openaiMessages,
  atif,
  inspectLog,
  otelSpans,
  langsmith,
  langfuse,
  sharegpt,
  knowagent,
  mint,
  adapt,
  labelledText,
  sweAgent,
  reactLog,
  reflexionLog,
  reflexionResults,
  webshopLog,
  webshopSession,
  knowagentQuestions,
  toolbench,
  travelPlanner,
  tauBench,
  tau2Bench,
  tauDisplay,
  openHands,
  claudeCode,
  intercode,
  mempDocuments,
  procmemLog,
];

/** Every format that can be asked for by its name. */
export const formatNames: readonly string[] = [...readers.map(({ format }) => format), 'generic'].toSorted();
