import { existsSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { layerFault } from './layers.ts';

/** The little of the linter's plug-in interface (ESLint's) that the rules below use. */
interface Node {
  readonly type: string;
  readonly source?: { readonly value?: unknown } | null;
  readonly importKind?: string;
  readonly exportKind?: string;
  readonly specifiers?: readonly { readonly importKind?: string }[];
  readonly typeAnnotation?: { readonly type: string; readonly typeName?: { readonly name?: string } };
  readonly loc: { readonly start: { readonly line: number } };
}
interface Comment {
  readonly loc: { readonly start: { readonly line: number }; readonly end: { readonly line: number } };
}
interface Context {
  readonly filename: string;
  readonly sourceCode: { getAllComments(): readonly Comment[] };
  report(problem: { readonly node: Node; readonly message: string }): void;
}
type Visitor = Readonly<Record<string, (node: Node) => void>>;

const root = resolve(import.meta.dirname, '../..');
const pathOf = (file: string): string =>
  relative(process.env['KNACK_LINT_ROOT'] ?? root, file)
    .split(sep)
    .join('/');

/** Calls back for each import and re-export with its specifier, static and dynamic. */
function eachImport(visit: (node: Node, specifier: string, typeOnly: boolean) => void): Visitor {
  const onNode = (node: Node): void => {
    const specifier = node.source?.value;
    if (typeof specifier !== 'string') return;
    const each = node.specifiers ?? [];
    const typeOnly =
      node.importKind === 'type' ||
      node.exportKind === 'type' ||
      (each.length > 0 && each.every(({ importKind }) => importKind === 'type'));
    visit(node, specifier, typeOnly);
  };
  return {
    ImportDeclaration: onNode,
    ExportNamedDeclaration: onNode,
    ExportAllDeclaration: onNode,
    ImportExpression: onNode,
  };
}

/** Imports follow the layers of the architecture. */
const layers = {
  create: (context: Context): Visitor =>
    eachImport((node, specifier, typeOnly) => {
      const isOurs = specifier.startsWith('.');
      const to = isOurs ? pathOf(resolve(dirname(context.filename), specifier.split('?')[0] ?? '')) : specifier;
      const fault = layerFault({ from: pathOf(context.filename), to, kind: isOurs ? 'ours' : 'package', typeOnly });
      if (fault !== null) context.report({ node, message: fault });
    }),
};

/** A folder has one door: code outside a folder that has an index.ts imports that and nothing behind it. */
const door = {
  create: (context: Context): Visitor =>
    eachImport((node, specifier) => {
      if (!specifier.startsWith('.') || !/\.tsx?$/.test(specifier)) return;
      const target = resolve(dirname(context.filename), specifier);
      const folder = dirname(target);
      const isInside = `${dirname(context.filename)}${sep}`.startsWith(`${folder}${sep}`);
      const index = ['index.ts', 'index.tsx'].map((name) => resolve(folder, name));
      if (isInside || index.includes(target) || !index.some((file) => existsSync(file))) return;
      context.report({ node, message: `import the door of ${pathOf(folder)} (its index), not ${specifier}.` });
    }),
};

/** Folders are named after what they hold. */
const folderNames = {
  create: (context: Context): Visitor => ({
    Program: (node) => {
      const drawer = pathOf(context.filename)
        .split('/')
        .slice(0, -1)
        .find((name) => /^(utils?|lib|common|helpers?|services?|managers?)$/.test(name));
      if (drawer !== undefined)
        context.report({ node, message: `no folder is called ${drawer}: name it after what it holds.` });
    },
  }),
};

/** A cast says why in a comment, on its line or on one of the two above. */
const castReason = {
  create: (context: Context): Visitor => {
    const casts: Node[] = [];
    return {
      TSAsExpression: (node) => {
        if (node.typeAnnotation?.typeName?.name !== 'const') casts.push(node);
      },
      'Program:exit': () => {
        const lines = new Set<number>();
        for (const { loc } of context.sourceCode.getAllComments()) {
          for (let line = loc.start.line; line <= loc.end.line + 2; line += 1) lines.add(line);
        }
        for (const node of casts) {
          if (!lines.has(node.loc.start.line))
            context.report({ node, message: 'a cast needs its reason in a comment.' });
        }
      },
    };
  },
};

const plugin = {
  meta: { name: 'knack' },
  rules: { layers, door, 'folder-names': folderNames, 'cast-reason': castReason },
};
// The linter takes a plug-in as the default export.
export default plugin;
