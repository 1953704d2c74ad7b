import { useTranslations } from 'use-intl';
import { useMemory } from '../../client/index.ts';
import { Page } from '../../ui/index.ts';
import { AddBar } from './add-bar.tsx';
import { FilesPanel } from './files-panel.tsx';
import { GatheringBar } from './gathering-bar.tsx';
import { useImportStore } from './import-store.ts';
import { usePassedPaths } from './passed-paths.ts';
import { Report } from './report.tsx';
import { SkillsCard } from './skills-card.tsx';
import { WatchCard } from './watch-card.tsx';
import { RunningPanel, StoppedPanel } from './run-panel.tsx';
import './import.css';

export function ImportView() {
  const t = useTranslations('import');
  usePassedPaths();
  const run = useImportStore((state) => state.run);
  const hasMemory = useMemory() !== null;
  const hasFiles = useImportStore((state) => state.files.length + state.skipped.length > 0);
  return (
    <Page title={t('title')} sub={t('sub')} fill={run.kind === 'none' && hasFiles}>
      {run.kind === 'running' ? (
        <RunningPanel run={run} />
      ) : run.kind === 'done' ? (
        <Report report={run.report} />
      ) : run.kind === 'none' ? (
        <div className="import">
          <AddBar isLarge={!hasFiles} />
          <GatheringBar />
          {hasFiles ? <FilesPanel /> : null}
          {!hasFiles && hasMemory ? (
            <div className="import-cards">
              <SkillsCard />
              <WatchCard />
            </div>
          ) : null}
        </div>
      ) : (
        <StoppedPanel run={run} />
      )}
    </Page>
  );
}
