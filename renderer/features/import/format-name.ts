import { useTranslations } from 'use-intl';

const known = [
  'adapt',
  'generic',
  'intercode',
  'knowagent',
  'macla-text',
  'mint',
  'openai-messages',
  'sharegpt',
  'tau-bench',
] as const;

/** What people call a format; one that the interface does not know keeps the name of its reader. */
export function useFormatName(): (format: string) => string {
  const t = useTranslations('import');
  return (format) => {
    const name = known.find((one) => one === format);
    return name === undefined ? format : t(`formats.${name}`);
  };
}
