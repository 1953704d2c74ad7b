/** The layers of the architecture as data: which folder may import which. Paths are relative to the root, with `/`. */

/** Folders of the engine without vendor and without IO. */
const pure =
  /^electron\/engine\/(abstraction|segmentation|conditions|procedures|bayes|likeness|selection|refinement|hierarchy|ontology|skills|identity|packing|redaction|scanning|compare)\//;
const workflow =
  /^electron\/engine\/(import|learning|memory|review|lab|snapshot|strategies|export|skill-files|drafting)\//;
const adapter = /^electron\/engine\/(store|embedding|reasoning)\//;
const port = /^electron\/engine\/ports\.ts$/;
const engine = /^electron\/engine\//;
const shared = /^shared\//;

export interface Layer {
  readonly name: string;
  readonly files: RegExp;
  /** Files of ours that it may import, besides those of its own folder. */
  readonly ours: readonly RegExp[];
  /** Packages and `node:` modules that it may import; `type` imports of packages are free. */
  readonly packages: readonly RegExp[];
}

const node = /^node:/;
const engineTypes = /^electron\/engine\/[a-z-]+\/types\.ts$/;

/** The first layer whose `files` match is the layer of a file; a file without one may import anything. */
export const layers: readonly Layer[] = [
  { name: 'shared', files: shared, ours: [], packages: [/^zod$/, /^@orpc\/contract$/, /^@stdlib\//] },
  {
    name: 'the pure engine',
    files: pure,
    ours: [shared, pure, port, engineTypes],
    packages: [/^@stdlib\//, /^node:crypto$/],
  },
  {
    name: 'a workflow',
    files: workflow,
    ours: [shared, pure, workflow, port],
    packages: [node, /^zod$/, /^csv-(parse|stringify)/, /^yaml$/, /^hyparquet/, /^yauzl$/, /^marked$/],
  },
  {
    name: 'the store',
    files: /^electron\/engine\/store\//,
    ours: [shared, port, /^electron\/engine\/store\//, /^electron\/engine\/identity\//],
    packages: [node, /^zod$/, /^@lancedb\/lancedb$/, /^apache-arrow$/],
  },
  {
    name: 'the embedder',
    files: /^electron\/engine\/embedding\//,
    ours: [shared, port, /^electron\/engine\/embedding\//, /^electron\/engine\/identity\//],
    packages: [node, /^zod$/, /^@huggingface\/(tokenizers|transformers)$/, /^onnxruntime-node$/],
  },
  {
    name: 'the reasoner',
    files: /^electron\/engine\/reasoning\//,
    ours: [shared, port, /^electron\/engine\/reasoning\//, /^electron\/engine\/identity\//],
    packages: [node, /^zod$/, /^ai$/, /^@ai-sdk\//, /^@huggingface\/transformers$/],
  },
  {
    name: "the engine's edge",
    files: engine,
    ours: [shared, pure, workflow, adapter, engine],
    packages: [node, /^zod$/, /^@orpc\/(server|contract|client)$/],
  },
  {
    name: 'a host',
    files: /^electron\/hosts\//,
    ours: [shared, /^electron\/hosts\//, /^electron\/engine\/index\.ts$/],
    packages: [node, /^zod$/, /^ws$/, /^@orpc\//],
  },
  {
    name: 'the shell',
    files: /^electron\/(main|preload)\.ts$|^electron\/(windows|bridge)\/electron-[a-z-]+\.ts$/,
    ours: [shared, /^electron\/(windows|bridge|hosts\/pages)\//],
    packages: [node, /^zod$/, /^electron$/],
  },
  {
    name: 'windows and bridge',
    files: /^electron\/(windows|bridge)\//,
    ours: [shared, /^electron\/(windows|bridge)\/(?!electron-)/, /^electron\/hosts\/pages\//],
    packages: [node, /^zod$/],
  },
  {
    name: 'a feature',
    files: /^renderer\/features\//,
    ours: [shared, /^renderer\/(ui|charts|graph|client|state|messages)\//],
    packages: [/^(?!node:|electron$|@lancedb\/|@huggingface\/|onnxruntime)/],
  },
  {
    name: 'the application',
    files: /^renderer\/(app\/|gallery\/|main\.tsx$)/,
    ours: [shared, /^renderer\//],
    packages: [/^(?!node:|electron$|@lancedb\/|@huggingface\/|onnxruntime)/],
  },
  {
    name: "the renderer's ground",
    files: /^renderer\//,
    ours: [shared, /^renderer\/(?!features\/|app\/|gallery\/|main\.tsx)/],
    packages: [/^(?!node:|electron$|@lancedb\/|@huggingface\/|onnxruntime)/],
  },
];

const isTest = /\.(test|fixture)\.tsx?$|\/fixtures\//;
const product = /^(shared|electron|renderer)\//;

export interface ImportFact {
  /** The importing file. */
  readonly from: string;
  /** A file of ours by its path from the root, or the name of a package. */
  readonly to: string;
  readonly kind: 'ours' | 'package';
  readonly typeOnly: boolean;
}

/** Says what is wrong with an import, or null. Tests may build what they test from any layer of their own side. */
export function layerFault({ from, to, kind, typeOnly }: ImportFact): string | null {
  if (!product.test(from)) return null;
  if (isTest.test(from)) {
    const crosses = from.startsWith('renderer/') ? /^electron\// : /^renderer\//;
    return kind === 'ours' && crosses.test(to) ? `${from} may not reach the other side of the contract: ${to}.` : null;
  }
  const layer = layers.find(({ files }) => files.test(from));
  if (layer === undefined) return null;
  if (kind === 'package') {
    if (typeOnly && /^(electron|ws|@orpc\/[a-z-]+)/.test(to) && !/^(shared|renderer)\//.test(from)) return null;
    return layer.packages.some((allowed) => allowed.test(packageOf(to))) ? null : `${layer.name} may not import ${to}.`;
  }
  if (layer.name === 'a feature' && featureOf(to) !== null) {
    return featureOf(to) === featureOf(from) ? null : `a feature never imports another feature: ${to}.`;
  }
  const sameFolder = folderOf(to) === folderOf(from) || folderOf(to).startsWith(`${folderOf(from)}/`);
  if (sameFolder && layer.files.test(to)) return null;
  if (shared.test(from) && shared.test(to)) return null;
  return layer.ours.some((allowed) => allowed.test(to)) ? null : `${layer.name} may not import ${to}.`;
}

/** The package of a specifier: `node:fs/promises` stays, `@scope/name/part` becomes `@scope/name`. */
function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

function featureOf(path: string): string | null {
  return /^renderer\/features\/([^/]+)\//.exec(path)?.[1] ?? null;
}
