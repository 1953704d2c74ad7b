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
    const ofModel = isOneOf('model', [model]);
    const where = wanted.size > listedAtMost ? ofModel : `${ofModel} AND ${isOneOf('textHash', [...wanted])}`;
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

  /** Rows that are there already are left alone. */
  async add(rows: readonly VectorRow[]): Promise<void> {
    const fresh = new Map(rows.map((row) => [`${row.model}\n${row.textHash}`, row]));
    for (const model of new Set(rows.map((row) => row.model))) {
      const hashes = rows.filter((row) => row.model === model).map((row) => row.textHash);
      for (const hash of (await this.get(model, hashes)).keys()) fresh.delete(`${model}\n${hash}`);
    }
    const table = await this.#tables.get('vectors');
    await table.add([...fresh.values()].map(vectorRow));
  }
}

function vectorRow(row: VectorRow): Row {
  const vector = encode(row.vector);
  return { textHash: row.textHash, model: row.model, vector, crc: crc32(vector) };
}

/** Little-endian on every machine. */
function encode(vector: Float32Array): Uint8Array {
  const out = new DataView(new ArrayBuffer(vector.length * 4));
  for (const [index, value] of vector.entries()) out.setFloat32(index * 4, value, true);
  return new Uint8Array(out.buffer);
}

function decode(raw: Uint8Array): Float32Array {
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  return Float32Array.from({ length: raw.byteLength / 4 }, (_, index) => view.getFloat32(index * 4, true));
}
