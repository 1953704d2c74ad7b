import { useState } from 'react';
import { useTranslations } from 'use-intl';
import {
  commandTable,
  conflictsOf,
  keysOfKnown,
  knownCommands,
  useViewStore,
  type KnownCommand,
} from '../../state/index.ts';
import { Badge, Button, Card, Keys, PlainTable } from '../../ui/index.ts';
import { KeysDialog } from './keys-dialog.tsx';

/** Every command that has keys or can be given some. */
export function KeysCard() {
  const t = useTranslations('settings');
  const changes = useViewStore((state) => state.keys);
  const setKeys = useViewStore((state) => state.setKeys);
  const [edited, setEdited] = useState<KnownCommand | null>(null);
  const nameOf = useCommandNames();
  const placeOf = usePlaceNames();
  const changed = knownCommands.filter((id) => changes[id] !== undefined);
  return (
    <Card
      title={t('keys.title')}
      actions={
        changed.length === 0 ? null : (
          <Button size="small" onClick={() => changed.forEach((id) => setKeys(id, null))}>
            {t('keys.allUsual')}
          </Button>
        )
      }
    >
      <div className="stack">
        <p className="muted small">{t('keys.note')}</p>
        <PlainTable
          caption={t('keys.list')}
          columns={[
            { label: t('keys.place') },
            { label: t('keys.command') },
            { label: t('keys.keys') },
            { label: t('keys.act') },
          ]}
          rows={knownCommands.map((id) => ({
            id,
            cells: [
              placeOf(id),
              nameOf(id),
              <KeysCell key="keys" id={id} nameOf={nameOf} />,
              <div key="act" className="row">
                <Button
                  size="small"
                  aria-label={t('keys.changeOf', { command: nameOf(id) })}
                  onClick={() => setEdited(id)}
                >
                  {t('keys.change')}
                </Button>
                {changes[id] === undefined ? null : (
                  <Button
                    size="small"
                    variant="quiet"
                    aria-label={t('keys.usualOf', { command: nameOf(id) })}
                    onClick={() => setKeys(id, null)}
                  >
                    {t('keys.usual')}
                  </Button>
                )}
              </div>,
            ],
          }))}
        />
      </div>
      {edited === null ? null : <KeysDialog id={edited} nameOf={nameOf} onClose={() => setEdited(null)} />}
    </Card>
  );
}

interface KeysCellProps {
  readonly id: KnownCommand;
  readonly nameOf: (id: KnownCommand) => string;
}

function KeysCell({ id, nameOf }: KeysCellProps) {
  const t = useTranslations('settings');
  const changes = useViewStore((state) => state.keys);
  const keys = keysOfKnown(id, changes);
  const conflicts = conflictsOf(id, changes);
  return (
    <span className="row-wrap">
      {keys === undefined ? <span className="muted">{t('keys.none')}</span> : <Keys keys={keys} />}
      {conflicts.length === 0 ? null : (
        <Badge tone="warning">{t('keys.conflict', { commands: conflicts.map(nameOf).join(', ') })}</Badge>
      )}
    </span>
  );
}

/** Commands as the palette calls them. */
function useCommandNames(): (id: KnownCommand) => string {
  const t = useTranslations();
  return (id) => {
    const { label } = commandTable[id];
    return id.startsWith('go.') ? t('app.goTo', { view: t(label) }) : t(label);
  };
}

function usePlaceNames(): (id: KnownCommand) => string {
  const t = useTranslations();
  return (id) => {
    const { place } = commandTable[id];
    return place === 'everywhere' ? t('settings.keys.everywhere') : t(`app.views.${place}`);
  };
}
