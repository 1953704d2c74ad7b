import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import sharp from 'sharp';
import type { Application } from '../harness.ts';

export interface PictureOptions {
  readonly file: string;
  readonly theme: 'light' | 'dark';
}

/** A picture of what is shown, with a palette: a page of flat colours needs no more, and the repository stays small. */
export async function savePicture(app: Application, { file, theme }: PictureOptions): Promise<void> {
  const whole = `${app.folder}/whole.png`;
  await app.picture(whole, { theme });
  await app.page.emulateMedia({ colorScheme: 'light' });
  await mkdir(dirname(file), { recursive: true });
  await sharp(await readFile(whole))
    .png({ palette: true, colours: 192, effort: 10, compressionLevel: 9 })
    .toFile(file);
}
