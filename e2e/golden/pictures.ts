import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import sharp from 'sharp';

/** How wide what is compared is, in pixels: letters are gone, lines and colours are there. */
const comparedWidth = 96;
/** Heights may differ by this share: fonts of other machines have other line boxes. */
const heightTolerance = 0.06;
/** The mean difference of a channel, of 255. Letters of another font make 1 or 2; a line of another colour makes more than 8. */
const meanTolerance = 7;
/** Share of the pixels that may differ strongly, and what is strong, of 255. */
const strongTolerance = 0.02;
const strong = 60;

/** How wide a kept picture is, in pixels: what changed can still be read. */
const keptWidth = 340;

/** Keeps a picture small and with few colours: some kilobytes. */
export async function keepPicture(file: string, picture: Buffer): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const small = sharp(picture).resize({ width: keptWidth });
  await writeFile(file, await small.png({ palette: true, colours: 12, effort: 10, compressionLevel: 9 }).toBuffer());
}

/** Says how a picture differs from the kept one; null when only letters do. */
export async function differenceFrom(file: string, picture: Buffer): Promise<string | null> {
  const kept = await readFile(file).catch(() => null);
  if (kept === null) return 'there is no kept picture: run "npm run pictures -- golden"';
  const [before, after] = [await sharp(kept).metadata(), await sharp(picture).metadata()];
  const ratio = (size: { width?: number; height?: number }): number => (size.height ?? 0) / (size.width ?? 1);
  const taller = ratio(after) / ratio(before) - 1;
  if (Math.abs(taller) > heightTolerance) return `its height differs by ${Math.round(taller * 100)} %`;
  const height = Math.max(1, Math.round(comparedWidth * ratio(before)));
  const [one, other] = await Promise.all([kept, picture].map((each) => pixelsOf(each, height)));
  if (one === undefined || other === undefined) return 'it cannot be read';
  const differences = one.map((value, index) => Math.abs(value - (other[index] ?? 0)));
  const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length;
  const strongShare = differences.filter((value) => value > strong).length / differences.length;
  if (mean <= meanTolerance && strongShare <= strongTolerance) return null;
  return `mean difference ${mean.toFixed(1)} of 255, ${(strongShare * 100).toFixed(1)} % of the pixels strongly`;
}

async function pixelsOf(picture: Buffer, height: number): Promise<readonly number[]> {
  const raw = await sharp(picture)
    .removeAlpha()
    .resize({ width: comparedWidth, height, fit: 'fill', kernel: 'mitchell' })
    .raw()
    .toBuffer();
  return [...raw];
}
