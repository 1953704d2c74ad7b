import {
  ChevronsUpDown,
  Command,
  Contrast,
  FileDown,
  FileUp,
  Languages,
  Monitor,
  Moon,
  Redo2,
  Sun,
  TriangleAlert,
  Undo2,
} from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { MemoryInfo } from '../../shared/contract/index.ts';
import { languageNames, languageWishes, type LanguageWish } from '../messages/index.ts';
import { hrefOf, themes, useSystemLanguage, useViewStore, type Theme } from '../state/index.ts';
import { Badge, baseName, Button, ButtonLink, IconButton, keyText, Menu, Tooltip, useTurnWords } from '../ui/index.ts';
import { useMemoryActions } from './memory-actions.ts';
import { hasView } from './views.tsx';

export function TopBar({ memory }: { readonly memory: MemoryInfo }) {
  const t = useTranslations('app');
  const actions = useMemoryActions(memory);
  const wordsOf = useTurnWords();
  const openPalette = useViewStore((state) => state.setPaletteOpen);
  const { trajectories, procedures, metaProcedures } = memory.counts;
  const { strategy } = memory.settings;
  return (
    <header className="top-bar">
      <Menu
        align="start"
        trigger={
          <Button variant="quiet" className="memory-button" title={memory.uri}>
            <span className="sr-only">{t('memory')}</span>
            <strong className="truncate">{baseName(memory.uri)}</strong>
            <ChevronsUpDown size={14} aria-hidden />
          </Button>
        }
        entries={[{ id: 'close', label: t('switchMemory'), run: actions.close }]}
      />
      <Badge title={t(`strategies.${strategy}.about`)}>{t(`strategies.${strategy}.name`)}</Badge>
      <span className="top-counts truncate" data-testid="counts">
        {t(`strategies.counts.${strategy}`, {
          procedures,
          metas: metaProcedures,
          trajectories: trajectories.success + trajectories.failure + trajectories.unknown,
        })}
      </span>
      {memory.model.available ? null : (
        <Tooltip content={t('modelMissing', { note: memory.model.note })}>
          <button
            type="button"
            className="button"
            data-variant="quiet"
            data-icon-only=""
            aria-label={t('modelMissing', { note: memory.model.note })}
          >
            <TriangleAlert size={16} aria-hidden />
          </button>
        </Tooltip>
      )}
      <span className="grow" />
      <IconButton
        label={memory.undo === null ? t('nothingToUndo') : t('undoLabel', { label: wordsOf(memory.undo) })}
        icon={<Undo2 size={16} aria-hidden />}
        disabled={!actions.canUndo}
        onClick={actions.undo}
      />
      <IconButton
        label={memory.redo === null ? t('nothingToRedo') : t('redoLabel', { label: wordsOf(memory.redo) })}
        icon={<Redo2 size={16} aria-hidden />}
        disabled={!actions.canRedo}
        onClick={actions.redo}
      />
      {hasView('import') ? (
        <ButtonLink href={hrefOf({ view: 'import' })} icon={<FileDown size={16} aria-hidden />}>
          {t('import')}
        </ButtonLink>
      ) : null}
      {hasView('export') ? (
        <ButtonLink href={hrefOf({ view: 'export' })} icon={<FileUp size={16} aria-hidden />}>
          {t('export')}
        </ButtonLink>
      ) : null}
      <IconButton
        label={`${t('openPalette')} (${keyText('$mod+k')})`}
        icon={<Command size={16} aria-hidden />}
        onClick={() => openPalette(true)}
      />
      <ThemeMenu />
    </header>
  );
}

/** Where no settings can be reached yet. */
export function LanguageMenu() {
  const t = useTranslations('app');
  const language = useViewStore((state) => state.language);
  const setLanguage = useViewStore((state) => state.setLanguage);
  const system = useSystemLanguage();
  const nameOf = (wish: LanguageWish): string =>
    wish === 'system' ? t('languageSystem', { language: languageNames[system] }) : languageNames[wish];
  const label = t('languageCommand', { language: nameOf(language) });
  return (
    <Menu
      trigger={
        <Button
          variant="quiet"
          data-icon-only=""
          aria-label={label}
          title={label}
          icon={<Languages size={16} aria-hidden />}
        />
      }
      entries={languageWishes.map((wish) => ({
        id: wish,
        label: nameOf(wish),
        checked: wish === language,
        run: () => setLanguage(wish),
      }))}
    />
  );
}

const themeIcons: Readonly<Record<Theme, typeof Sun>> = { system: Monitor, light: Sun, dark: Moon, contrast: Contrast };

export function ThemeMenu() {
  const t = useTranslations('app');
  const theme = useViewStore((state) => state.theme);
  const setTheme = useViewStore((state) => state.setTheme);
  const Icon = themeIcons[theme];
  const label = t('themeCommand', { theme: t(`themes.${theme}`) });
  return (
    <Menu
      trigger={
        <Button
          variant="quiet"
          data-icon-only=""
          aria-label={label}
          title={label}
          icon={<Icon size={16} aria-hidden />}
        />
      }
      entries={themes.map((name) => ({
        id: name,
        label: t(`themes.${name}`),
        checked: name === theme,
        run: () => setTheme(name),
      }))}
    />
  );
}
