import { isEntity, kindOf } from '../../abstraction/values.ts';
import type { ToldEpisode } from './lesson.ts';
import type { Sight } from './sight.ts';

/** A value of another episode in this one: what this goal names in its place, the same thing where it was seen, else the first of its kind. */
export function rebind(
  text: string,
  { from, to, sight }: { readonly from: ToldEpisode; readonly to: ToldEpisode; readonly sight: Sight },
): string {
  const said = from.goal.values.indexOf(isEntity(text) ? kindOf(text) : text);
  const wanted = said < 0 ? undefined : to.goal.values[said];
  if (!isEntity(text)) return wanted ?? text;
  const kind = wanted ?? kindOf(text);
  const same = `${kind}${text.slice(kindOf(text).length)}`;
  return sight.has(same) ? same : (sight.ofForm(`${kind} #`)[0] ?? same);
}
