import type { Language } from '../messages/index.ts';

/** What stands between the whole and the rest of a figure in the language that is shown. */
let decimalMark = '.';
/** What stands between thousands. */
let groupMark = ',';

/** Figures are written in this language from now on; called before anything is drawn in it. */
export function setFigureLanguage(language: Language): void {
  const parts = new Intl.NumberFormat(language).formatToParts(12_345.5);
  decimalMark = parts.find(({ type }) => type === 'decimal')?.value ?? '.';
  groupMark = parts.find(({ type }) => type === 'group')?.value ?? ',';
}

/** A figure with so many digits after the decimal mark. */
export function formatFixed(value: number, digits: number): string {
  return inLanguage(value.toFixed(digits));
}

/** A figure with so many digits that count. */
export function formatDigits(value: number, digits: number): string {
  return inLanguage(value.toPrecision(digits));
}

/** A number as it is, in no unit and unrounded. */
export function formatPlain(value: number): string {
  return inLanguage(String(value));
}

function inLanguage(figure: string): string {
  return figure.replace('.', decimalMark);
}

/** A probability or a share in [0, 1] with two digits, three where two would say 0.00 or 1.00 of something between. */
export function formatProbability(value: number): string {
  const short = value.toFixed(2);
  const isRounded = (short === '0.00' && value > 0) || (short === '1.00' && value < 1);
  if (!isRounded) return inLanguage(short);
  const long = value.toFixed(3);
  if (long === '0.000') return inLanguage('<0.001');
  return inLanguage(long === '1.000' ? '>0.999' : long);
}

/**
 * Evidence may be weighted: whole numbers stay whole, others get one digit, those below one two that count. Thousands stand
 * apart.
 */
export function formatCount(value: number): string {
  if (!Number.isInteger(value) && Math.abs(value) < 1) return formatPlain(Number(value.toPrecision(2)));
  const [whole = '', ...rest] = (Number.isInteger(value) ? String(value) : value.toFixed(1)).split('.');
  return [whole.replaceAll(/\B(?=(?:\d{3})+$)/g, groupMark), ...rest].join(decimalMark);
}

/** The start of a content hash, enough to tell items apart on a screen. */
export function shortId(id: string): string {
  return id.length <= 10 ? id : id.slice(0, 8);
}

/** The last part of a path or URI: what people call the file or the memory. */
export function baseName(path: string): string {
  return (
    path
      .replace(/[\\/]+$/, '')
      .split(/[\\/]/)
      .at(-1) ?? path
  );
}

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** Bytes with a binary unit and at most one digit after the point. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : formatFixed(value, 1)} ${units[unit]}`;
}
