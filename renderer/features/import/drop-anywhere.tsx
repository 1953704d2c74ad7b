import { FileDown } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useCapabilities, useMemory } from '../../client/index.ts';
import { navigate } from '../../state/index.ts';
import { useNotify } from '../../ui/index.ts';
import { contentsOf, filesOf, mostFiles } from './dropped.ts';
import { useImportStore } from './import-store.ts';
import { RunProgress } from './run-panel.tsx';
import { useImport } from './use-import.ts';
import './import.css';

/** Takes files and folders that are dropped on any view. Mounted once, around everything. */
export function DropAnywhere() {
  const t = useTranslations('import');
  const notify = useNotify();
  const { dropPaths, upload } = useCapabilities();
  const { addFiles, followRun } = useImport();
  const memory = useMemory();
  const [isOver, setOver] = useState(false);
  const canDrop = dropPaths || upload;

  const take = useEffectEvent(async (transfer: DataTransfer): Promise<void> => {
    // A desktop gives the path of a folder itself; a page has to walk it.
    const contents = contentsOf(transfer.items);
    const given = [...transfer.files];
    navigate({ view: 'import' });
    if (memory === null) notify({ title: t('dropNoMemory') });
    if (dropPaths) return addFiles(given);
    const { files, isCut } = await filesOf(contents.entries);
    useImportStore.setState({ isCut });
    if (isCut) notify({ kind: 'error', title: t('tooMany', { most: mostFiles }) });
    return addFiles([...contents.files, ...files]);
  });
  const fail = useEffectEvent((error: unknown) => useImportStore.setState({ error }));

  // A page that was loaded again finds the import that it had begun. Where the host cannot be asked, the view says so.
  useEffect(() => {
    followRun().catch(() => undefined);
  }, [followRun]);

  useEffect(() => {
    if (!canDrop) return undefined;
    let depth = 0;
    const hasFiles = (event: DragEvent): event is DragEvent & { readonly dataTransfer: DataTransfer } =>
      event.dataTransfer?.types.includes('Files') ?? false;
    const onEnter = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      depth += 1;
      setOver(true);
    };
    const onLeave = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const onOver = (event: DragEvent): void => {
      // Without this the browser would open the file in place of the application.
      if (hasFiles(event)) event.preventDefault();
    };
    const onDrop = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      take(event.dataTransfer).catch(fail);
    };
    const controller = new AbortController();
    const { signal } = controller;
    window.addEventListener('dragenter', onEnter, { signal });
    window.addEventListener('dragleave', onLeave, { signal });
    window.addEventListener('dragover', onOver, { signal });
    window.addEventListener('drop', onDrop, { signal });
    return () => controller.abort();
  }, [canDrop]);

  if (!isOver) return <RunProgress />;
  return (
    <div className="drop-overlay" aria-hidden>
      <div className="drop-overlay-text">
        <FileDown size={28} />
        {t('dropOverlay')}
      </div>
    </div>
  );
}
