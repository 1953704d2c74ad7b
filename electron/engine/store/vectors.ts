import { endianness } from 'node:os';
import { crc32 } from 'node:zlib';
import type { VectorRow } from '../ports.ts';
import { bytes, damaged, isOneOf, numbers, texts, type Row } from './lance/index.ts';
import type { Tables } from './tables.ts';

/** Above this many wanted vectors the model's whole set is read: one scan is cheaper than a long list. */
const listedAtMost = 500;

/** Vectors by the hash of their text: a cache that any number of models share. */
export class Vectors {
  readonly #tables: Tables;

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  async get(model: string, textHashes: readonly string[]): Promise<ReadonlyMap<string, Float32Array>> {
    const found = new Map<string, Float32Array>();
    if (textHashes.length === 0) return found;
    const wanted = new Set(textHashes);
    const table = await this.#tables.get('vectors');
    const where = whereOf(model, wanted);
    for (const batch of await table.read((query) => query.select(['textHash', 'vector', 'crc']).where(where))) {
      const sums = numbers(batch, 'crc');
      const hashes = texts(batch, 'textHash');
      for (const [index, raw] of bytes(batch, 'vector').entries()) {
        const hash = hashes[index] ?? '';
        if (!wanted.has(hash)) continue;
        if (crc32(raw) !== sums[index])
          throw damaged(table.place, 'a vector does not have the checksum stored with it');
        found.set(hash, decode(raw));
      }
    }
    return found;
  }

  /** Removes the vectors of all other texts, whatever model made them. */
  async keepOnly(textHashes: ReadonlySet<string>): Promise<void> {
    const table = await this.#tables.get('vectors');
    const present = await table.read((query) => query.select(['textHash']));
    const gone = new Set(present.flatMap((batch) => texts(batch, 'textHash')).filter((hash) => !textHashes.has(hash)));
    await table.deleteWhere('textHash', [...gone]);
  }

  /** Rows that are there already are left alone. */
  async add(rows: readonly VectorRow[]): Promise<void> {
    const table = await this.#tables.get('vectors');
    const fresh = new Map(rows.map((row) => [`${row.model}\n${row.textHash}`, row]));
    for (const model of new Set(rows.map((row) => row.model))) {
      const hashes = rows.filter((row) => row.model === model).map((row) => row.textHash);
      const where = whereOf(model, new Set(hashes));
      const present = await table.read((query) => query.select(['textHash']).where(where));
      for (const hash of present.flatMap((batch) => texts(batch, 'textHash'))) fresh.delete(`${model}\n${hash}`);
    }
    await table.add([...fresh.values()].map(vectorRow));
  }
}

function whereOf(model: string, textHashes: ReadonlySet<string>): string {
  const ofModel = isOneOf('model', [model]);
  return textHashes.size > listedAtMost ? ofModel : `${ofModel} AND ${isOneOf('textHash', [...textHashes])}`;
}

function vectorRow(row: VectorRow): Row {
  const vector = encode(row.vector);
  return { textHash: row.textHash, model: row.model, vector, crc: crc32(vector) };
}

/** Little-endian on every machine. */
function encode(vector: Float32Array): Uint8Array {
  const raw = Buffer.from(vector.slice().buffer);
  return endianness() === 'LE' ? raw : raw.swap32();
}

function decode(raw: Uint8Array): Float32Array {
  const copy = Buffer.from(Uint8Array.from(raw).buffer);
  if (endianness() === 'BE') copy.swap32();
  return new Float32Array(copy.buffer, 0, Math.floor(raw.byteLength / 4));
}
