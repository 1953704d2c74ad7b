import { useTranslations } from 'use-intl';
import { navigate, useCommandStore, useKeysOf, useViewStore } from '../state/index.ts';
import { Button, CheckField, Dialog, Keys } from '../ui/index.ts';

/** Every binding that works now. */
export function Shortcuts() {
  const t = useTranslations('app');
  const isOpen = useViewStore((state) => state.shortcutsOpen);
  const setOpen = useViewStore((state) => state.setShortcutsOpen);
  const singleKeys = useViewStore((state) => state.singleKeys);
  const setSingleKeys = useViewStore((state) => state.setSingleKeys);
  const sets = useCommandStore((state) => state.sets);
  const keysOf = useKeysOf();
  const commands = [...sets.values()].flat().filter((command) => keysOf(command) !== undefined);
  const groups = [...new Set(commands.map((command) => command.group))];
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      title={t('shortcuts.title')}
      description={t('shortcuts.note')}
      size="large"
    >
      <div className="shortcut-groups">
        {groups.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl className="shortcut-list">
              {commands
                .filter((command) => command.group === group)
                .map((command) => (
                  <div key={command.id} className="shortcut">
                    <dt>{command.label}</dt>
                    <dd>
                      <Keys keys={keysOf(command)} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
      <div>
        <CheckField label={t('shortcuts.singleKeys')} checked={singleKeys} onChange={setSingleKeys} />
        <p className="muted small">{t('shortcuts.singleKeysHint')}</p>
        <Button
          onClick={() => {
            setOpen(false);
            navigate({ view: 'settings' });
          }}
        >
          {t('shortcuts.change')}
        </Button>
      </div>
    </Dialog>
  );
}
