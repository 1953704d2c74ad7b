import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import { conflictsOf, pressOf, useViewStore, type KnownCommand } from '../../state/index.ts';
import { Button, Dialog, isMac, keyText } from '../../ui/index.ts';

export interface KeysDialogProps {
  readonly id: KnownCommand;
  readonly nameOf: (id: KnownCommand) => string;
  onClose(): void;
}

/** A sequence has at most two presses: `g`, then `l`. */
const mostPresses = 2;

/** Takes the next keys that are pressed, says whose they are already, and gives them to the command. */
export function KeysDialog({ id, nameOf, onClose }: KeysDialogProps) {
  const t = useTranslations('settings');
  const changes = useViewStore((state) => state.keys);
  const setKeys = useViewStore((state) => state.setKeys);
  const [presses, setPresses] = useState<readonly string[]>([]);
  const fieldRef = useRef<HTMLInputElement>(null);
  // The dialog gives the focus to its first button; the keys are for the field.
  useEffect(() => fieldRef.current?.focus(), []);
  const keys = presses.join(' ');
  const conflicts = keys === '' ? [] : conflictsOf(id, { ...changes, [id]: keys });
  const take = (own: string): void => {
    setKeys(id, own);
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const press = pressOf(event.nativeEvent, isMac);
    if (press === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) setPresses(presses.length >= mostPresses ? [press] : [...presses, press]);
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('keys.changeOf', { command: nameOf(id) })}
      description={t('keys.pressHint')}
      footer={
        <>
          <Button onClick={() => take('')}>{t('keys.off')}</Button>
          <Button variant="primary" type="submit" form="keys-form" disabled={keys === ''}>
            {t('keys.take')}
          </Button>
        </>
      }
    >
      <form
        id="keys-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (keys !== '') take(keys);
        }}
      >
        <input
          ref={fieldRef}
          className="input settings-keys"
          aria-label={t('keys.press')}
          placeholder={t('keys.press')}
          value={keys === '' ? '' : keyText(keys)}
          onKeyDown={onKeyDown}
          onChange={() => undefined}
          autoComplete="off"
        />
        <output className="field-error">
          {conflicts.length === 0 ? null : t('keys.conflicts', { commands: conflicts.map(nameOf).join(', ') })}
        </output>
      </form>
    </Dialog>
  );
}
