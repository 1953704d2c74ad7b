import { useEffect, useEffectEvent } from 'react';
import { useApi } from '../client/index.ts';
import { useErrorReport, useNotify } from '../ui/index.ts';

/** Tells how every call that changes something ended, unless its view does. */
export function MutationToasts() {
  const { queryClient } = useApi();
  const notify = useNotify();
  const reportOfError = useErrorReport();
  const tell = useEffectEvent((outcome: { readonly done: string } | { readonly error: unknown }) => {
    if ('done' in outcome) {
      notify({ title: outcome.done });
      return;
    }
    const report = reportOfError(outcome.error);
    if (report === null) return;
    notify({
      kind: 'error',
      title: report.heading,
      description: [report.happened, report.kept, report.todo].filter(Boolean).join(' '),
    });
  });
  useEffect(
    () =>
      queryClient.getMutationCache().subscribe((event) => {
        if (event.type !== 'updated') return;
        const { meta } = event.mutation.options;
        if (event.action.type === 'success' && meta?.done !== undefined) tell({ done: meta.done });
        if (event.action.type === 'error' && !meta?.quiet) tell({ error: event.action.error });
      }),
    [queryClient],
  );
  return null;
}
