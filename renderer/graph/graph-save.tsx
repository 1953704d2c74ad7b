import { Download } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button, formatCount, formatProbability, Menu, useNotify } from '../ui/index.ts';
import { usePalette } from './palette.ts';
import { saveGraph, type GraphFormat } from './save-graph.ts';
import type { Scene } from './scene.ts';

const fileName = 'hierarchy';

/** The whole picture as a file. */
export function GraphSave({ scene }: { readonly scene: Scene }) {
  const t = useTranslations('hierarchy');
  const notify = useNotify();
  const palette = usePalette();
  const figuresOf = (index: number): string => {
    const node = scene.graph.nodes[index];
    return node === undefined ? '' : t('meanAndN', { mean: formatProbability(node.mean), n: formatCount(node.n) });
  };
  const save = (format: GraphFormat): void => {
    saveGraph({ scene, palette, figuresOf }, format, fileName).then(
      () => notify({ title: t('saved', { file: `${fileName}.${format}` }) }),
      () => notify({ kind: 'error', title: t('notSaved') }),
    );
  };
  return (
    <Menu
      trigger={
        <Button
          size="small"
          aria-label={t('save')}
          title={t('save')}
          icon={<Download size={15} aria-hidden />}
          data-icon-only=""
        />
      }
      entries={(['svg', 'png'] as const).map((format) => ({
        id: format,
        label: t(`saveAs.${format}`),
        run: () => save(format),
      }))}
    />
  );
}
