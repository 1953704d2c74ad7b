import { useMutation } from '@tanstack/react-query';
import { Download, GraduationCap } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { joinPath, useApi, useHello, useMemory, useRefreshMemory } from '../../client/index.ts';
import { baseName, Button, Card, SelectField, TextField, useNotify } from '../../ui/index.ts';
import { useContenderName } from './contender-name.ts';
import { useLabStore, type LabRun } from './lab-store.ts';

/** What was played, taken out as trajectories, or into the memory. */
export function KeepCard({ runs }: { readonly runs: readonly LabRun[] }) {
  const t = useTranslations('lab');
  const nameOf = useContenderName();
  const { isPlaying } = useLabStore();
  const kept = runs.filter(({ episodes }) => episodes.length > 0);
  const [name, setName] = useState('');
  const run = kept.find(({ contender }) => contender.name === name) ?? kept[0];
  if (run === undefined || isPlaying) return null;
  return (
    <Card title={t('keep')}>
      <div className="stack">
        {kept.length < 2 ? null : (
          <SelectField
            label={t('whose')}
            value={run.contender.name}
            options={kept.map(({ contender }) => ({ value: contender.name, label: nameOf(contender.name) }))}
            onChange={setName}
          />
        )}
        <Save key={`save ${run.id}`} run={run} />
        <Learn key={`learn ${run.id}`} run={run} />
      </div>
    </Card>
  );
}

function Save({ run }: { readonly run: LabRun }) {
  const t = useTranslations('lab');
  const { client } = useApi();
  const home = useHello().data?.home ?? '';
  const notify = useNotify();
  const [file, setFile] = useState<string | null>(null);
  const path = file ?? joinPath(home, `lab-${run.contender.name.replace(/\W+/g, '-')}.jsonl`);
  const save = useMutation({
    mutationFn: () => client.lab.save({ run: run.id, file: path }),
    onSuccess: (saved) => notify({ title: t('saved', { count: saved.episodes }), description: saved.file }),
  });
  return (
    <form
      className="lab-keep"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <TextField label={t('file')} hint={t('fileHint')} value={path} onChange={setFile} spellCheck={false} />
      <Button type="submit" icon={<Download size={16} aria-hidden />} disabled={save.isPending || path.trim() === ''}>
        {t('save')}
      </Button>
    </form>
  );
}

function Learn({ run }: { readonly run: LabRun }) {
  const t = useTranslations('lab');
  const { client } = useApi();
  const memory = useMemory();
  const refresh = useRefreshMemory();
  const notify = useNotify();
  const learn = useMutation({
    mutationFn: () => client.lab.learn({ run: run.id }),
    onSuccess: ({ imported, alreadyThere }) =>
      notify({
        title: imported > 0 ? t('learnt', { count: imported }) : t('learntBefore', { count: alreadyThere }),
      }),
    onSettled: refresh,
  });
  return (
    <div className="stack-tight">
      <div className="row-wrap">
        <Button
          icon={<GraduationCap size={16} aria-hidden />}
          disabled={learn.isPending}
          onClick={() => learn.mutate()}
        >
          {learn.isPending ? t('learning') : t('learn', { count: run.episodes.length })}
        </Button>
        <span className="small muted">{t('learnNote', { name: baseName(memory?.uri ?? '') })}</span>
      </div>
    </div>
  );
}
