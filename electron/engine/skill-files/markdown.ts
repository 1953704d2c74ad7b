import { lexer, type Token, type Tokens } from 'marked';

/** An entry of a list: its own words, with those of lists inside it behind them. */
export interface Entry {
  readonly text: string;
}

export type Block =
  | { readonly kind: 'heading'; readonly depth: number; readonly text: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly entries: readonly Entry[] }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string };

export interface Markdown {
  readonly blocks: readonly Block[];
  /** Comments that a reader of the page does not see; they are in no block. */
  readonly comments: number;
}

/**
 * The blocks of a Markdown text as words, without its marks. Nothing that a person would not see on the page is in them but what
 * stands in tags, which stay as they are written; the address of a link stands behind its words. Never throws.
 */
export function readMarkdown(text: string): Markdown {
  const count = { comments: 0 };
  try {
    return { blocks: blocksOf(lexer(text), count), comments: count.comments };
  } catch {
    // Lists within lists, thousands deep, are more than the lexer's stack.
    return { blocks: [{ kind: 'text', text: text.trim() }], comments: 0 };
  }
}

interface Count {
  comments: number;
}

function blocksOf(tokens: readonly Token[], count: Count): readonly Block[] {
  return tokens.flatMap((token): readonly Block[] => blockOf(token, count));
}

function blockOf(token: Token, count: Count): readonly Block[] {
  switch (token.type) {
    case 'heading':
      return [
        {
          kind: 'heading',
          depth: Number(token['depth']),
          text: wordsOf({ tokens: token.tokens, text: textIn(token) }, count),
        },
      ];
    case 'list': {
      const { ordered, items } = token as Tokens.List; // by its type
      return [{ kind: 'list', ordered, entries: items.map((item) => ({ text: itemText(item, count) })) }];
    }
    case 'code':
      return some('code', String(token['text']));
    case 'blockquote':
      return blocksOf(token.tokens ?? [], count);
    case 'table':
      return tableTexts(token as Tokens.Table, count); // by its type
    case 'space':
    case 'hr':
    case 'def':
      return [];
    case 'html':
      return some('text', withoutComments(String(token['text']), count));
    default:
      return some(
        'text',
        wordsOf({ tokens: 'tokens' in token ? token.tokens : undefined, text: textIn(token) }, count),
      );
  }
}

function some(kind: 'text' | 'code', text: string): readonly Block[] {
  return text.trim() === '' ? [] : [{ kind, text: text.trim() }];
}

function itemText({ tokens }: Tokens.ListItem, count: Count): string {
  return blocksOf(
    tokens.filter(({ type }) => type !== 'checkbox'),
    count,
  )
    .map((block) => (block.kind === 'list' ? block.entries.map(({ text }) => text).join('; ') : block.text))
    .join('\n');
}

/** One line a row, the cells by their heads. */
function tableTexts({ header, rows }: Tokens.Table, count: Count): readonly Block[] {
  const heads = header.map((cell) => wordsOf(cell, count));
  return rows.map((row): Block => {
    const cells = row.map((cell, at) => [heads[at], wordsOf(cell, count)].filter(Boolean).join(': '));
    return { kind: 'text', text: cells.join('; ') };
  });
}

interface Worded {
  readonly tokens?: readonly Token[] | undefined;
  readonly text?: string;
}

function wordsOf(token: Worded, count: Count): string {
  const inside = token.tokens;
  if (inside === undefined) return token.text ?? '';
  return inside
    .map((one) => inlineText(one, count))
    .join('')
    .trim();
}

function inlineText(token: Token, count: Count): string {
  switch (token.type) {
    case 'link':
    case 'image': {
      const words = wordsOf({ tokens: token.tokens, text: String(token['text'] ?? '') }, count);
      const href = String(token['href'] ?? '');
      return href === '' || href === words || href === `mailto:${words}` ? words : `${words} (${href})`;
    }
    case 'br':
      return '\n';
    case 'html':
      return withoutComments(String(token['text']), count);
    case 'escape':
    case 'codespan':
      return String(token['text']);
    default:
      return wordsOf({ tokens: 'tokens' in token ? token.tokens : undefined, text: textIn(token) }, count);
  }
}

function textIn(token: Token): string {
  return 'text' in token && typeof token.text === 'string' ? token.text : token.raw;
}

function withoutComments(html: string, count: Count): string {
  return html.replace(/<!--[\s\S]*?(?:-->|$)/g, () => {
    count.comments += 1;
    return '';
  });
}
