import type { JsonValue } from '../../../../../shared/model/index.ts';
import { asList, asObject, asText, type JsonObject, member, objectsIn } from '../../json-view.ts';

const VERSION = /^ATIF-v\d/;
const SOURCES: ReadonlySet<string> = new Set(['user', 'agent', 'system']);

/** A value as an ATIF document (Agent Trajectory Interchange Format 1.0 to 1.7), or null. */
export function documentIn(value: JsonValue | undefined): JsonObject | null {
  const document = asObject(value);
  if (document === null) return null;
  if (VERSION.test(asText(member(document, 'schema_version')) ?? '')) return document;
  const isAgent = typeof asObject(member(document, 'agent'))?.['name'] === 'string';
  const first = asObject(asList(member(document, 'steps'))?.[0]);
  return isAgent && first !== null && SOURCES.has(asText(first['source']) ?? '') ? document : null;
}

/** The names of a document, the one that is surely its own first: sub-agents may share the session of their parent. */
export function namesOf(document: JsonObject): readonly string[] {
  return ['trajectory_id', 'session_id'].flatMap((key) => {
    const name = asText(member(document, key));
    return name === null || name === '' ? [] : [name];
  });
}

/** What a document refers to: names to look for, in the order in which they are believed. */
export type Reference = readonly string[];

/** The runs of sub-agents that the observations of a document refer to. */
export function subagentsOf(document: JsonObject): readonly Reference[] {
  return objectsIn(document['steps']).flatMap((step) =>
    objectsIn(asObject(step['observation'])?.['results']).flatMap((result) =>
      objectsIn(result['subagent_trajectory_ref']).map((reference) => [
        ...namesOf(reference),
        ...stemsOf(asText(reference['trajectory_path'])),
      ]),
    ),
  );
}

/**
 * What a document is continued by: the name of a file (`trajectory.cont-1.json`), whose ending is also how its session
 * is called (`<session>-cont-1`). Null where it is not continued.
 */
export function continuationOf(document: JsonObject): Reference | null {
  const stems = stemsOf(asText(member(document, 'continued_trajectory_ref')));
  const [stem] = stems;
  if (stem === undefined) return null;
  return [...stems, ...namesOf(document).map((name) => `${name.replace(/-cont-\d+$/, '')}-${stem}`)];
}

/** The files that a document refers to, by their names without folders. */
export function filesOf(document: JsonObject): readonly string[] {
  const paths = [
    asText(member(document, 'continued_trajectory_ref')),
    ...objectsIn(document['steps'])
      .flatMap((step) => objectsIn(asObject(step['observation'])?.['results']))
      .flatMap((result) => objectsIn(result['subagent_trajectory_ref']))
      .map((reference) => asText(reference['trajectory_path'])),
  ];
  return paths.flatMap((path) => (path === null || path === '' ? [] : [fileNameOf(path)]));
}

function fileNameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** `agent/trajectory.cont-1.json` is called `cont-1` among the documents of a file, or by its whole name. */
function stemsOf(path: string | null): readonly string[] {
  if (path === null || path === '') return [];
  const file = fileNameOf(path);
  const stem = file.replace(/\.json$/, '');
  return [...new Set([stem.replace(/^trajectory\./, ''), stem, file, path])];
}
