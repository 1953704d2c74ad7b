import { useTranslations } from 'use-intl';
import { foreignParts } from './foreign-marks.ts';

/**
 * A text that came from a file: its direction ends where it ends, and what has no picture is written out. Everything that a
 * stranger wrote (goals, names, actions, observations, templates) is shown by this and by nothing else.
 */
export function ForeignText({ text }: { readonly text: string }) {
  const t = useTranslations('common');
  const parts = foreignParts(text);
  return (
    <bdi>
      {parts.length === 1 && parts[0]?.kind === 'words'
        ? text
        : parts.map((part, index) =>
            part.kind === 'words' ? (
              part.text
            ) : (
              <span key={index} className="foreign-mark" title={t('hiddenCharacter')}>
                {part.code}
              </span>
            ),
          )}
    </bdi>
  );
}

/** What the engine says in its own words: English, whatever the interface speaks, and it may quote a stranger. */
export function EngineText({ text }: { readonly text: string }) {
  return (
    <span lang="en">
      <ForeignText text={text} />
    </span>
  );
}
