/** Characters that a terminal obeys or that turn the direction of a line; line breaks and tabs stay. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const obeyed = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** A text as a terminal may show it: strangers' files have titles that would move its cursor or change its colours. */
export function plainText(text: string): string {
  return text.replace(obeyed, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
