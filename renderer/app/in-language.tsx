import { useEffect, useState, type ReactNode } from 'react';
import { IntlProvider } from 'use-intl';
import type { Host } from '../client/index.ts';
import { loadMessages, type Language, type Messages } from '../messages/index.ts';
import { useLanguage } from '../state/index.ts';
import { setFigureLanguage } from '../ui/index.ts';
import { patiently } from './patiently.ts';

interface InLanguageProps {
  readonly host: Host;
  readonly children: ReactNode;
}

/** Nothing is drawn before its words are there; while another language comes, the one before stays. */
export function InLanguage({ host, children }: InLanguageProps) {
  const language = useLanguage();
  const [shown, setShown] = useState<{ readonly language: Language; readonly messages: Messages } | null>(null);
  useEffect(() => {
    let isOutdated = false;
    void patiently(() => loadMessages(language)).then((messages) => {
      if (isOutdated) return;
      setFigureLanguage(language);
      document.documentElement.lang = language;
      host.setLanguage(language);
      setShown({ language, messages });
    });
    return () => {
      isOutdated = true;
    };
  }, [language, host]);
  if (shown === null) return null;
  return (
    <IntlProvider locale={shown.language} timeZone="UTC" messages={shown.messages}>
      {children}
    </IntlProvider>
  );
}
