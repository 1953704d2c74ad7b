import type { Mapping, Preview } from '../../../shared/contract/index.ts';

/** How records make episodes. */
export const layouts = ['steps', 'rows', 'record'] as const;
export type Layout = (typeof layouts)[number];

export const partNames = ['goal', 'thought', 'action', 'observation', 'outcome'] as const;
export type PartName = (typeof partNames)[number];

/** The mapping as it is edited: '' is no field. Fields of a step are relative to the list of steps. */
export interface MappingForm extends Readonly<Record<PartName, string>> {
  readonly name: string;
  readonly layout: Layout;
  readonly steps: string;
  readonly episode: string;
  readonly success: string;
}

type Column = Preview['columns'][number];

/** Parts that stand in a step where there is a list of steps. */
const inStep: ReadonlySet<PartName> = new Set(['thought', 'action', 'observation']);

/** A form to start from: the mapping that was suggested, found or used before, else nothing chosen. */
export function formOf(mapping: Mapping | null, name: string): MappingForm {
  const layout = mapping?.steps !== undefined ? 'steps' : mapping?.episode !== undefined ? 'rows' : 'record';
  return {
    name: mapping === null || mapping.name === 'Suggested' ? name : mapping.name,
    layout: mapping === null ? 'rows' : layout,
    steps: mapping?.steps ?? '',
    episode: mapping?.episode ?? '',
    goal: mapping?.goal ?? '',
    thought: mapping?.thought ?? '',
    action: mapping?.action ?? '',
    observation: mapping?.observation ?? '',
    outcome: mapping?.outcome ?? '',
    success: mapping?.success ?? '',
  };
}

/** Lists of objects in a record: `steps` where there are fields `steps[].x`. */
export function listsOf(columns: readonly Column[]): readonly string[] {
  const lists = columns.flatMap(({ path }) => (path.includes('[].') ? [path.slice(0, path.indexOf('[].'))] : []));
  return [...new Set(lists)];
}

/** The fields that a part can be chosen from, with paths as the mapping wants them. */
export function choicesFor(
  part: PartName | 'episode',
  form: MappingForm,
  columns: readonly Column[],
): readonly Column[] {
  const prefix = `${form.steps}[].`;
  if (form.layout === 'steps' && part !== 'episode' && inStep.has(part)) {
    return columns
      .filter(({ path }) => form.steps !== '' && path.startsWith(prefix))
      .map(({ path, sample }) => ({ path: path.slice(prefix.length), sample }));
  }
  return columns.filter(({ path }) => !path.includes('[].'));
}

/** The mapping that the form says; null while there is no action, or no list where there should be one. */
export function mappingOf(form: MappingForm): Mapping | null {
  if (form.action === '' || (form.layout === 'steps' && form.steps === '')) return null;
  if (form.layout === 'rows' && form.episode === '') return null;
  const steps = form.layout === 'steps' ? form.steps : '';
  const episode = form.layout === 'rows' ? form.episode : '';
  const full = (part: PartName): string => (steps !== '' && inStep.has(part) ? `${steps}[].${form[part]}` : form[part]);
  const used = [episode, ...partNames.filter((part) => form[part] !== '').map(full)].filter((path) => path !== '');
  const optional = {
    episode,
    goal: form.goal,
    steps,
    thought: form.thought,
    observation: form.observation,
    outcome: form.outcome,
    success: form.outcome === '' ? '' : form.success.trim(),
  };
  const given = Object.fromEntries(Object.entries(optional).filter(([, path]) => path !== ''));
  return { name: form.name.trim(), columns: [...new Set(used)], action: form.action, ...given };
}
