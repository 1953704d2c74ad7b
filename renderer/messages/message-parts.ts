/** Messages of one language, nested by area. */
export type MessageTree = string | { readonly [key: string]: MessageTree };

/** Every message with its path, `area.part.name`, in the order of the files. */
export function leavesOf(tree: MessageTree, path = ''): readonly (readonly [path: string, message: string])[] {
  if (typeof tree === 'string') return [[path, tree]];
  return Object.entries(tree).flatMap(([key, branch]) => leavesOf(branch, path === '' ? key : `${path}.${key}`));
}

/** A piece of an ICU message: words that a person reads, or the syntax around and between them. */
export interface MessagePiece {
  readonly kind: 'words' | 'syntax';
  readonly text: string;
}

/**
 * Takes an ICU message apart: `{count, plural, one {# step}}` gives syntax `{count, plural, one {`, words `# step`,
 * syntax `}}`. All pieces together are the message. Quoted syntax (`'{'`) is syntax too.
 */
export function piecesOf(message: string): readonly MessagePiece[] {
  const pieces: MessagePiece[] = [];
  const add = (kind: MessagePiece['kind'], text: string): void => {
    const last = pieces.at(-1);
    if (text === '') return;
    if (last?.kind === kind) pieces[pieces.length - 1] = { kind, text: last.text + text };
    else pieces.push({ kind, text });
  };
  // What surrounds a place: words (true) or an argument (false).
  const inWords: boolean[] = [true];
  for (const [token = ''] of message.matchAll(/'[{}][^']*'|[{}]|[^{}']+|'/g)) {
    if (token === '{') inWords.push(!(inWords.at(-1) ?? true));
    const isWords = inWords.at(-1) === true && !/^'?[{}]/.test(token);
    if (token === '}') inWords.pop();
    add(isWords ? 'words' : 'syntax', token);
  }
  return pieces;
}

const simplePlaceholder = /\{\s*(\w+)\s*(?:,\s*(\w+)\s*[^{}]*)?\}/g;
const branchingPlaceholder = /\{\s*(\w+)\s*,\s*(plural|select|selectordinal)\s*,/g;

/** The arguments of a message with their kinds, `count plural`, each once, in the order of their names. */
export function placeholdersOf(message: string): readonly string[] {
  // Only the syntax: a branch of one word, `{step}`, is no argument.
  const syntax = piecesOf(message)
    .map(({ kind, text }) => (kind === 'syntax' ? text : '\0'))
    .join('');
  const simple = [...syntax.matchAll(simplePlaceholder)].map(([, name, kind]) => `${name} ${kind ?? 'text'}`);
  const branching = [...syntax.matchAll(branchingPlaceholder)].map(([, name, kind]) => `${name} ${kind}`);
  return [...new Set([...simple, ...branching])].toSorted();
}
