import { useQuery } from '@tanstack/react-query';
import { FolderSearch } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { LabDesk } from '../../../shared/contract/index.ts';
import { useApi, useCapabilities, useHello, useMemory } from '../../client/index.ts';
import {
  baseName,
  Button,
  Card,
  CheckField,
  ErrorState,
  HostBrowser,
  LoadingState,
  SelectField,
  TextField,
} from '../../ui/index.ts';
import { chosenGames, kindsOf, usualContenders, wholeIn, type Game } from './choices.ts';
import { useContenderHint, useContenderName } from './contender-name.ts';
import { useLabStore } from './lab-store.ts';
import { useLab } from './use-lab.ts';

/** The form that the button of the page submits. */
export const setupForm = 'lab-setup';

/** What is played, by whom, and how long. */
export function SetupForm({ desk }: { readonly desk: LabDesk }) {
  const t = useTranslations('lab');
  const { play } = useLab();
  const { isPlaying, setup } = useLabStore();
  const begun = setup?.world.kind === 'games' ? setup.world.folder : null;
  const [folder, setFolder] = useState(begun ?? desk.samples ?? '');
  const usual = usualContenders(desk);
  const [agent, setAgent] = useState(setup?.contenders[0]?.name ?? usual.agent);
  const [against, setAgainst] = useState<readonly string[]>(
    setup?.contenders.slice(1).map(({ name }) => name) ?? usual.against,
  );
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set());
  const [numbers, setNumbers] = useState<Numbers>({
    most: '',
    steps: `${setup?.maxSteps ?? 50}`,
    passes: '1',
    seed: '0',
  });
  const [isRefused, setRefused] = useState(false);
  const { query } = useApi();
  const world = { kind: 'games' as const, folder };
  const games = useQuery({ ...query.lab.games.queryOptions({ input: { world } }), enabled: folder !== '' });
  const bounds = boundsOf(numbers);
  const playing = games.data === undefined ? [] : chosenGames(games.data, { without, most: bounds.most });
  const isNothing = games.data === undefined || games.data.every(({ taskType }) => without.has(taskType ?? ''));
  const start = (): void => {
    const named = [agent, ...against.filter((name) => name !== agent)];
    const contenders = named.flatMap((name) => desk.contenders.find((each) => each.name === name) ?? []);
    const { steps, passes, seed } = bounds;
    if (isNothing || steps === null || passes === null || seed === null) return;
    void play({ world, only: playing, contenders, maxSteps: steps, passes, seed });
  };
  const isReady = !isNothing && bounds.isValid && !isPlaying;
  return (
    <form
      id={setupForm}
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        setRefused(!isReady);
        if (isReady) start();
      }}
    >
      {isRefused && !isReady && !isPlaying ? (
        <p className="field-error" role="alert">
          {isNothing ? t('nothingToPlay') : t('wrongBudget')}
        </p>
      ) : null}
      <Card title={t('games')}>
        <div className="stack">
          <FolderField folder={folder} samples={desk.samples} onFolder={setFolder} />
          {folder === '' ? (
            <p className="muted">{t('noFolder')}</p>
          ) : games.isError ? (
            <ErrorState error={games.error} onRetry={() => void games.refetch()} />
          ) : games.data === undefined ? (
            <LoadingState label={t('loadingGames')} />
          ) : (
            <Kinds games={games.data} without={without} onWithout={setWithout} />
          )}
        </div>
      </Card>
      <Card title={t('players')}>
        <Players desk={desk} agent={agent} against={against} onAgent={setAgent} onAgainst={setAgainst} />
      </Card>
      <Card title={t('budget')}>
        <NumberFields numbers={numbers} onNumbers={setNumbers} />
      </Card>
    </form>
  );
}

interface Numbers {
  readonly most: string;
  readonly steps: string;
  readonly passes: string;
  readonly seed: string;
}

function boundsOf({ most, steps, passes, seed }: Numbers) {
  const found = {
    steps: wholeIn(steps, 1),
    passes: wholeIn(passes, 1),
    seed: wholeIn(seed, 0),
    most: wholeIn(most, 1),
  };
  const isValid =
    found.steps !== null && found.passes !== null && found.seed !== null && (most.trim() === '' || found.most !== null);
  return { ...found, isValid };
}

function FolderField({
  folder,
  samples,
  onFolder,
}: {
  readonly folder: string;
  readonly samples: string | null;
  onFolder(folder: string): void;
}) {
  const t = useTranslations('lab');
  const { browseFolders } = useCapabilities();
  const home = useHello().data?.home ?? '';
  const [isBrowsing, setBrowsing] = useState(false);
  const [typed, setTyped] = useState(folder);
  const take = (path: string): void => {
    setTyped(path);
    onFolder(path.trim());
  };
  return (
    <div className="stack-tight">
      <TextField
        label={t('folder')}
        hint={t('folderHint')}
        value={typed}
        spellCheck={false}
        onChange={setTyped}
        onBlur={() => take(typed)}
        onKeyDown={(event) => {
          // Return takes the folder first; the games that it holds are then there to be seen.
          if (event.key !== 'Enter' || typed.trim() === folder) return;
          event.preventDefault();
          take(typed);
        }}
      />
      <div className="row-wrap">
        {browseFolders ? (
          <Button size="small" icon={<FolderSearch size={14} aria-hidden />} onClick={() => setBrowsing(true)}>
            {t('browse')}
          </Button>
        ) : null}
        {samples !== null && folder !== samples ? (
          <Button size="small" onClick={() => take(samples)}>
            {t('useSamples')}
          </Button>
        ) : null}
      </div>
      {isBrowsing ? (
        <HostBrowser
          start={home}
          choose="folder"
          onClose={() => setBrowsing(false)}
          onUse={([path]) => {
            if (path !== undefined) take(path);
          }}
        />
      ) : null}
    </div>
  );
}

function Kinds({
  games,
  without,
  onWithout,
}: {
  readonly games: readonly Game[];
  readonly without: ReadonlySet<string>;
  onWithout(without: ReadonlySet<string>): void;
}) {
  const t = useTranslations('lab');
  return (
    <fieldset className="lab-group">
      <legend className="field-label">{t('kinds')}</legend>
      <div className="lab-kinds">
        {kindsOf(games).map(({ kind, count }) => (
          <CheckField
            key={kind}
            label={t('kind', { kind: kind === '' ? t('noKind') : kind, count })}
            checked={!without.has(kind)}
            onChange={(on) =>
              onWithout(on ? new Set([...without].filter((each) => each !== kind)) : new Set([...without, kind]))
            }
          />
        ))}
      </div>
    </fieldset>
  );
}

interface PlayersProps {
  readonly desk: LabDesk;
  readonly agent: string;
  readonly against: readonly string[];
  onAgent(name: string): void;
  onAgainst(names: readonly string[]): void;
}

function Players({ desk, agent, against, onAgent, onAgainst }: PlayersProps) {
  const t = useTranslations('lab');
  const nameOf = useContenderName();
  const hintOf = useContenderHint();
  const memory = useMemory();
  const others = desk.contenders.filter(({ name }) => name !== agent);
  return (
    <div className="stack">
      {memory === null ? null : (
        <p className="small muted">
          {t('memory', {
            name: baseName(memory.uri),
            episodes:
              memory.counts.trajectories.success +
              memory.counts.trajectories.failure +
              memory.counts.trajectories.unknown,
            procedures: memory.counts.procedures,
          })}
        </p>
      )}
      <SelectField
        label={t('agent')}
        hint={hintOf(agent) ?? undefined}
        value={agent}
        options={desk.contenders.map(({ name }) => ({ value: name, label: nameOf(name) }))}
        onChange={onAgent}
      />
      <fieldset className="lab-group">
        <legend className="field-label">{t('against')}</legend>
        {others.map(({ name }) => (
          <CheckField
            key={name}
            label={nameOf(name)}
            checked={against.includes(name)}
            onChange={(on) => onAgainst(on ? [...against, name] : against.filter((each) => each !== name))}
          />
        ))}
      </fieldset>
    </div>
  );
}

function NumberFields({ numbers, onNumbers }: { readonly numbers: Numbers; onNumbers(numbers: Numbers): void }) {
  const t = useTranslations('lab');
  const bounds = boundsOf(numbers);
  const field = (name: keyof Numbers, isWrong: boolean) => (
    <TextField
      label={t(`numbers.${name}`)}
      inputMode="numeric"
      value={numbers[name]}
      error={isWrong ? t('notANumber') : undefined}
      onChange={(value) => onNumbers({ ...numbers, [name]: value })}
    />
  );
  return (
    <div className="lab-numbers">
      {field('steps', bounds.steps === null)}
      {field('most', numbers.most.trim() !== '' && bounds.most === null)}
      {field('passes', bounds.passes === null)}
      {field('seed', bounds.seed === null)}
    </div>
  );
}
