import { useVirtualizer } from '@tanstack/react-virtual';
import { CircleAlert, CircleCheck, CircleDashed, CircleHelp } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useMemory } from '../../client/index.ts';
import { setParams, useRoute } from '../../state/index.ts';
import { Button, foreignString, ForeignText } from '../../ui/index.ts';
import { FilePanel } from './file-panel.tsx';
import { isImportable, stateOf, type FileState } from './found.ts';
import { useImportStore, type FoundFile } from './import-store.ts';
import { SkippedTable } from './record-tables.tsx';
import { SkillsDialog } from './skills-dialog.tsx';
import { shortNames } from './short-names.ts';
import { useImport } from './use-import.ts';

/** The files on the left, the chosen one on the right, and the button that imports them all. */
export function FilesPanel() {
  const t = useTranslations('import');
  const { params } = useRoute();
  const files = useImportStore((state) => state.files);
  const skipped = useImportStore((state) => state.skipped);
  const isGathering = useImportStore((state) => state.gathering !== null);
  const { run, clear } = useImport();
  const ready = files.filter(isImportable);
  const episodes = ready.reduce((sum, { preview }) => sum + preview.trajectories, 0);
  const selected = files.find(({ preview }) => preview.file === params['file']) ?? files[0];
  return (
    <>
      <div className="import-columns">
        <div className="import-side">
          <FileList files={files} selected={selected?.preview.file ?? null} />
          {skipped.length === 0 ? null : (
            <details className="import-skipped" open={files.length === 0}>
              <summary>{t('skippedCount', { count: skipped.length })}</summary>
              <SkippedTable rows={skipped} />
            </details>
          )}
          <SkillsNotice files={files} skipped={skipped} />
        </div>
        <div className="import-main">
          {selected === undefined ? null : <FilePanel key={selected.preview.file} found={selected} />}
        </div>
      </div>
      <div className="import-foot">
        <Button onClick={clear}>{t('clear')}</Button>
        <Button variant="primary" disabled={ready.length === 0 || isGathering} onClick={() => void run()}>
          {t('run', { count: ready.length })}
          {ready.length === 0 ? null : <span>· {t('runEpisodes', { count: episodes })}</span>}
        </Button>
      </div>
    </>
  );
}

/** A look at trajectories may meet Agent Skills: they have a way in of their own. */
function SkillsNotice({
  files,
  skipped,
}: {
  readonly files: readonly FoundFile[];
  readonly skipped: readonly { readonly file: string }[];
}) {
  const t = useTranslations('import');
  const hasMemory = useMemory() !== null;
  const [isOpen, setOpen] = useState(false);
  const paths = [
    ...files.filter((found) => !isImportable(found)).map(({ preview }) => preview.file),
    ...skipped.map(({ file }) => file),
  ].filter((file) => /[\\/]skill\.md$/i.test(file));
  if (paths.length === 0 || !hasMemory) return null;
  return (
    <div className="stack-tight small">
      <p>{t('skills.met', { count: paths.length })}</p>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('skills.look')}
      </Button>
      {isOpen ? <SkillsDialog paths={paths.slice(0, 1000)} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

const rowHeight = 56;

function FileList({ files, selected }: { readonly files: readonly FoundFile[]; readonly selected: string | null }) {
  const t = useTranslations('import');
  const scrollRef = useRef<HTMLElement>(null);
  const names = useMemo(() => shortNames(files.map(({ preview }) => preview.file)), [files]);
  // oxlint-disable-next-line react/incompatible-library -- its functions stay inside this component
  const virtualizer = useVirtualizer({
    count: files.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => rowHeight,
    overscan: 10,
  });
  return (
    <nav className="import-files" aria-label={t('files')} ref={scrollRef}>
      <ol className="import-files-rows" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start, size }) => {
          const found = files[index];
          if (found === undefined) return null;
          const { file, trajectories } = found.preview;
          return (
            <li key={file} style={{ height: size, transform: `translateY(${start}px)` }}>
              <button
                type="button"
                className="import-file"
                aria-current={file === selected ? 'true' : undefined}
                title={foreignString(file)}
                onClick={() => setParams({ file })}
              >
                <StateMark state={stateOf(found)} />
                <span className="stack-tight grow">
                  <span className="truncate">
                    <ForeignText text={names.get(file) ?? file} />
                  </span>
                  <span className="small muted truncate">
                    {t(`states.${stateOf(found)}`, { count: found.preview.unknown })}
                    {trajectories === 0 ? '' : ` · ${t('counts', { trajectories })}`}
                  </span>
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

const marks = {
  ready: CircleCheck,
  outcome: CircleHelp,
  format: CircleAlert,
  mapping: CircleAlert,
  empty: CircleDashed,
  excluded: CircleDashed,
} as const satisfies Record<FileState, unknown>;

function StateMark({ state }: { readonly state: FileState }) {
  const Icon = marks[state];
  return <Icon size={18} className="import-mark" data-state={state} aria-hidden />;
}
