/**
 * JSON text that is cut off, closed after the last value that is whole: enough to see which fields a large document has.
 * What follows the last whole value is left out. Two passes over the text, whatever it holds.
 */
export function mended(text: string): string {
  const { end } = scan(text, text.length);
  const { open } = scan(text, end);
  return text.slice(0, end) + open.toReversed().join('');
}

interface Scanned {
  /** Where the text may be cut: after a bracket, or before a comma. */
  readonly end: number;
  /** The closing brackets that are missing there, outermost first. */
  readonly open: readonly string[];
}

function scan(text: string, until: number): Scanned {
  const open: string[] = [];
  let end = 0;
  let inText = false;
  for (let at = 0; at < until; at += 1) {
    const character = text[at];
    if (inText) {
      if (character === '\\') at += 1;
      else if (character === '"') inText = false;
      continue;
    }
    if (character === '"') inText = true;
    else if (character === '{' || character === '[') {
      open.push(character === '{' ? '}' : ']');
      end = at + 1;
    } else if (character === '}' || character === ']') {
      open.pop();
      end = at + 1;
    } else if (character === ',') end = at;
  }
  return { end, open };
}
