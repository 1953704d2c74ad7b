import { useMutation } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { MemoryInfo } from '../../shared/contract/index.ts';
import type { Strategy } from '../../shared/model/index.ts';
import { useApi, useHello, useRefreshMemory } from '../client/index.ts';
import { languageNames, languages } from '../messages/index.ts';
import { navigate, themes, useCommands, usualKeys, useViewStore, views, type Command } from '../state/index.ts';
import { baseName, foreignString } from '../ui/index.ts';
import { useMemoryActions } from './memory-actions.ts';
import { viewTable } from './views.tsx';

/** The commands that are there in every view. */
export function useShellCommands(memory: MemoryInfo): void {
  useCommands('app.go', useGoCommands(memory.settings.strategy));
  useCommands('app.memory', useMemoryCommands(memory));
  useCommands('app.recent', useRecentCommands(memory.uri));
  useCommands('app.view', useViewCommands());
}

function useGoCommands(strategy: Strategy): readonly Command[] {
  const t = useTranslations('app');
  return useMemo(
    () =>
      views.flatMap((view) => {
        const id = `go.${view}`;
        const entry = viewTable[view];
        // Pages of one item are reached from the item.
        if (entry === undefined || (entry.nav === undefined && usualKeys(id) === undefined)) return [];
        if ((entry.strategy ?? strategy) !== strategy) return [];
        const label = t('goTo', { view: t(`views.${view}`) });
        return [{ id, label, group: t('groups.go'), run: () => navigate({ view }) }];
      }),
    [t, strategy],
  );
}

function useMemoryCommands(memory: MemoryInfo): readonly Command[] {
  const t = useTranslations('app');
  const actions = useMemoryActions(memory);
  return useMemo(() => {
    const group = t('groups.memory');
    const { canUndo, canRedo, undo, redo, close } = actions;
    return [
      {
        id: 'memory.undo',
        label: t('undo'),
        group,
        enabled: canUndo,
        run: undo,
      },
      {
        id: 'memory.redo',
        label: t('redo'),
        group,
        enabled: canRedo,
        run: redo,
      },
      { id: 'memory.close', label: t('switchMemory'), group, run: close },
    ];
  }, [t, actions]);
}

/** The memories that were open before, without a way through the welcome. */
function useRecentCommands(open: string): readonly Command[] {
  const t = useTranslations('app');
  const { client } = useApi();
  const refresh = useRefreshMemory();
  const recent = useHello().data?.recent;
  const { mutate } = useMutation({
    mutationFn: (uri: string) => client.memory.open({ uri, create: false }),
    onSettled: refresh,
  });
  return useMemo(
    () =>
      (recent ?? [])
        .filter(({ uri }) => uri !== open)
        .map(({ uri, name }) => ({
          id: `memory.recent.${uri}`,
          label: t('openRecent', { name: foreignString(name === '' ? baseName(uri) : name) }),
          group: t('groups.memory'),
          run: () => mutate(uri),
        })),
    [t, recent, open, mutate],
  );
}

function useViewCommands(): readonly Command[] {
  const t = useTranslations('app');
  return useMemo(() => {
    const { setTheme, setLanguage, setPaletteOpen, setShortcutsOpen } = useViewStore.getState();
    const help = t('groups.help');
    return [
      ...themes.map((theme) => ({
        id: `theme.${theme}`,
        label: t('themeCommand', { theme: t(`themes.${theme}`) }),
        group: t('groups.appearance'),
        run: () => setTheme(theme),
      })),
      ...languages.map((language) => ({
        id: `language.${language}`,
        label: t('languageCommand', { language: languageNames[language] }),
        group: t('groups.appearance'),
        run: () => setLanguage(language),
      })),
      {
        id: 'help.palette',
        label: t('openPalette'),
        group: help,
        run: () => setPaletteOpen(true),
      },
      {
        id: 'help.shortcuts',
        label: t('openShortcuts'),
        group: help,
        run: () => setShortcutsOpen(true),
      },
    ];
  }, [t]);
}
