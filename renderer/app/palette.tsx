import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useCommandStore, useKeysOf, useViewStore, type Command } from '../state/index.ts';
import { Keys } from '../ui/index.ts';

interface CommandGroup {
  readonly value: string;
  readonly items: readonly Command[];
}

function groupCommands(sets: ReadonlyMap<string, readonly Command[]>): readonly CommandGroup[] {
  const groups = new Map<string, Command[]>();
  // What the open view offers comes first: it was offered last.
  for (const command of [...sets.values()].toReversed().flat()) {
    if (command.enabled === false) continue;
    groups.set(command.group, [...(groups.get(command.group) ?? []), command]);
  }
  return [...groups].map(([value, items]) => ({ value, items }));
}

/** What can be read of all commands, as one text. */
function offeredIn(sets: ReadonlyMap<string, readonly Command[]>): string {
  return JSON.stringify([...sets.values()].flat().map(({ id, label, group, enabled }) => [id, label, group, enabled]));
}

/** Every command that can be run now, by words. */
export function Palette() {
  const t = useTranslations('app');
  const isOpen = useViewStore((state) => state.paletteOpen);
  const setOpen = useViewStore((state) => state.setPaletteOpen);
  const offered = useCommandStore(({ sets }) => offeredIn(sets));
  const keysOf = useKeysOf();
  // A view offers its commands anew whenever it is drawn; the list is another only when other commands can be read in it, so that what is marked stays marked.
  const groups = useMemo(() => (offered === '' ? [] : groupCommands(useCommandStore.getState().sets)), [offered]);
  const run = ({ id }: Command): void => {
    setOpen(false);
    const current = [...useCommandStore.getState().sets.values()].flat().findLast((command) => command.id === id);
    // After the dialog has given the focus back, so that the command can move it.
    setTimeout(() => current?.run(), 0);
  };
  return (
    <Dialog.Root open={isOpen} onOpenChange={setOpen}>
      <Dialog.Portal>
        <Dialog.Backdrop className="dialog-backdrop" />
        <Dialog.Popup className="dialog palette" aria-label={t('palette.title')}>
          <Autocomplete.Root
            open
            inline
            items={groups}
            autoHighlight="always"
            keepHighlight
            itemToStringValue={(command: Command) => `${command.label} ${command.group}`}
          >
            <Autocomplete.Input
              className="palette-input"
              aria-label={t('palette.label')}
              placeholder={t('palette.placeholder')}
            />
            <Autocomplete.Empty className="palette-empty">{t('palette.empty')}</Autocomplete.Empty>
            <Autocomplete.List className="palette-list">
              {(group: CommandGroup) => (
                <Autocomplete.Group key={group.value} items={group.items} className="palette-group">
                  <Autocomplete.GroupLabel className="palette-label">{group.value}</Autocomplete.GroupLabel>
                  <Autocomplete.Collection>
                    {(command: Command) => (
                      <Autocomplete.Item
                        key={command.id}
                        value={command}
                        className="menu-item"
                        data-command={command.id}
                        onClick={() => run(command)}
                      >
                        <span className="grow">{command.label}</span>
                        <Keys keys={keysOf(command)} />
                      </Autocomplete.Item>
                    )}
                  </Autocomplete.Collection>
                </Autocomplete.Group>
              )}
            </Autocomplete.List>
          </Autocomplete.Root>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
