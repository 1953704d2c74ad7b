/** A probability or a share in [0, 1] with two digits, three where two would say 0.00 or 1.00 of something between. */
export function formatProbability(value: number): string {
  const short = value.toFixed(2);
  const isRounded = (short === '0.00' && value > 0) || (short === '1.00' && value < 1);
  if (!isRounded) return short;
  const long = value.toFixed(3);
  if (long === '0.000') return '<0.001';
  return long === '1.000' ? '>0.999' : long;
}

/** Evidence may be weighted: whole numbers stay whole, others get one digit, those below one two that count. */
export function formatCount(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return Math.abs(value) < 1 ? String(Number(value.toPrecision(2))) : value.toFixed(1);
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
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}
