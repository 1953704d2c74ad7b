import { useTranslations } from 'use-intl';
import { languageNames, languageWishes } from '../../messages/index.ts';
import { themes, useSystemLanguage, useViewStore } from '../../state/index.ts';
import { Card, CheckField, SelectField } from '../../ui/index.ts';

/** What a person wants of the window, whatever memory is open. */
export function InterfaceCard() {
  const t = useTranslations('settings');
  return (
    <Card title={t('interface.title')}>
      <p className="muted small">{t('interface.note')}</p>
      <div className="settings-grid">
        <LanguageField />
        <ThemeField />
        <SingleKeysField />
      </div>
    </Card>
  );
}

function LanguageField() {
  const t = useTranslations('settings');
  const app = useTranslations('app');
  const system = useSystemLanguage();
  const language = useViewStore((state) => state.language);
  const setLanguage = useViewStore((state) => state.setLanguage);
  return (
    <SelectField
      label={t('interface.language')}
      hint={t('interface.languageHint')}
      value={language}
      options={languageWishes.map((wish) => ({
        value: wish,
        label: wish === 'system' ? app('languageSystem', { language: languageNames[system] }) : languageNames[wish],
      }))}
      onChange={setLanguage}
    />
  );
}

function ThemeField() {
  const t = useTranslations('settings');
  const app = useTranslations('app');
  const theme = useViewStore((state) => state.theme);
  const setTheme = useViewStore((state) => state.setTheme);
  return (
    <SelectField
      label={t('interface.theme')}
      value={theme}
      options={themes.map((name) => ({ value: name, label: app(`themes.${name}`) }))}
      onChange={setTheme}
    />
  );
}

function SingleKeysField() {
  const app = useTranslations('app');
  const singleKeys = useViewStore((state) => state.singleKeys);
  const setSingleKeys = useViewStore((state) => state.setSingleKeys);
  return (
    <div>
      <CheckField label={app('shortcuts.singleKeys')} checked={singleKeys} onChange={setSingleKeys} />
      <p className="muted small">{app('shortcuts.singleKeysHint')}</p>
    </div>
  );
}
