import { z } from 'zod';
import { GameFault } from '../fault.ts';

/** One way to write a symbol; the first whose condition holds is taken. */
export interface Production {
  readonly condition: string;
  readonly text: string;
}

export interface ActionText {
  readonly command: string;
  readonly feedback: string;
}

/** What a grammar says: how symbols are written, and how actions are commanded and answered (by lower-case name). */
export interface GrammarDocument {
  readonly symbols: ReadonlyMap<string, readonly Production[]>;
  readonly actions: ReadonlyMap<string, ActionText>;
}

const symbolsSchema = z.record(z.string(), z.array(z.object({ rhs: z.string(), condition: z.string().optional() })));

const TOKEN =
  /\s+|#[^\n]*|(grammar|template|feedback|pddl)\s*::\s*|(action)\s+([\w/-]+)\s*\{|"""([\s\S]*?)"""\s*;?|"([^"]*)"\s*;?|\}/y;

/** Reads the text of a grammar: blocks of symbols as JSON, and actions with a template and a feedback. @throws GameFault */
export function readGrammar(text: string): GrammarDocument {
  const symbols = new Map<string, readonly Production[]>();
  const actions = new Map<string, { command: string; feedback: string }>();
  let action: { command: string; feedback: string } | null = null;
  let field = '';
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (match === null) throw new GameFault(`its grammar cannot be read at "${text.slice(at, at + 30).trim()}"`);
    const [whole, named, isAction, name, block, line] = match;
    if (named !== undefined) field = named;
    else if (isAction !== undefined) actions.set((name ?? '').toLowerCase(), (action = { command: '', feedback: '' }));
    else if (block !== undefined && field === 'grammar') addSymbols(symbols, block);
    else if (line !== undefined && action !== null && field === 'template') action.command = line;
    else if (line !== undefined && action !== null && field === 'feedback') action.feedback = line;
    else if (whole === '}') action = null;
  }
  return { symbols, actions };
}

function addSymbols(into: Map<string, readonly Production[]>, block: string): void {
  const isComment = (line: string): boolean => line.trimStart().startsWith('#');
  const parsed = symbolsSchema.safeParse(
    parseJson(
      block
        .split('\n')
        .filter((line) => !isComment(line))
        .join('\n'),
    ),
  );
  if (!parsed.success) throw new GameFault('a block of its grammar is no JSON of symbols');
  for (const [name, productions] of Object.entries(parsed.data)) {
    into.set(
      name,
      productions.map(({ rhs, condition }) => ({ condition: condition ?? '', text: rhs.replaceAll('\\n', '\n') })),
    );
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
