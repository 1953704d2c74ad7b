const plain = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trim();

/** Whether words stand in a text, but for case and the width of spaces. No words stand nowhere. */
export function isQuoted(quote: string, text: string): boolean {
  const wanted = plain(quote);
  return wanted !== '' && plain(text).includes(wanted);
}
