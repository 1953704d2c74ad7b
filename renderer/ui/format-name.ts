import { useCallback } from 'react';
import { useTranslations } from 'use-intl';

export const knownFormats = [
  'adapt',
  'atif',
  'claude-code',
  'generic',
  'inspect',
  'intercode',
  'knowagent',
  'knowagent-questions',
  'langfuse',
  'langsmith',
  'macla-text',
  'memp-documents',
  'mint',
  'openai-messages',
  'openhands',
  'otel-spans',
  'procmem-log',
  'react-log',
  'reflexion-log',
  'reflexion-results',
  'sharegpt',
  'swe-agent',
  'tau-bench',
  'tau-bench-display',
  'tau2-bench',
  'toolbench',
  'travelplanner',
  'webshop-log',
  'webshop-session',
] as const;

/** What people call a format; one that the interface does not know keeps the name of its reader. */
export function useFormatName(): (format: string) => string {
  const t = useTranslations('import');
  return useCallback(
    (format) => {
      const name = knownFormats.find((one) => one === format);
      return name === undefined ? format : t(`formats.${name}`);
    },
    [t],
  );
}
