import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { languageNames, languages, type Language } from '../messages/index.ts';
import { themes, type Theme } from '../state/index.ts';
import { shown, states, type Shown, type State } from './states.ts';
import '../ui/tokens.css';
import '../ui/base.css';
import './gallery.css';

/** Which views are drawn at once: a frame is a whole application. */
function Gallery() {
  const [view, setView] = useState<Shown | null>(shown[0] ?? null);
  const [theme, setTheme] = useState<Theme>('light');
  const [language, setLanguage] = useState<Language>('en');
  // Frames read it when they start.
  window.localStorage.setItem('knack.preferences', JSON.stringify({ theme, language }));
  return (
    <div className="gallery">
      <nav aria-label="Views">
        <a href="./diffs.html">Differences</a>
        {shown.map((each) => (
          <button key={each.name} type="button" aria-pressed={each === view} onClick={() => setView(each)}>
            {each.name}
          </button>
        ))}
      </nav>
      <main>
        <div className="gallery-bar">
          <Choice<Theme> label="Theme" options={themes} value={theme} onChange={setTheme} />
          <Choice<Language>
            label="Language"
            options={languages}
            value={language}
            onChange={setLanguage}
            names={languageNames}
          />
        </div>
        {view === null
          ? null
          : states.map((state) => (
              <Frame key={`${state} ${view.name} ${theme} ${language}`} state={state} view={view} />
            ))}
      </main>
    </div>
  );
}

function Frame({ state, view }: { readonly state: State; readonly view: Shown }) {
  const title = `${view.name}: ${state}`;
  return (
    <figure>
      <figcaption>
        <a href={`./frame.html?state=${state}${view.address}`}>{title}</a>
      </figcaption>
      <iframe title={title} src={`./frame.html?state=${state}${view.address}`} loading="lazy" />
    </figure>
  );
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly options: readonly Value[];
  readonly value: Value;
  readonly names?: Readonly<Record<Value, string>>;
  onChange(value: Value): void;
}

function Choice<Value extends string>({ label, options, value, names, onChange }: ChoiceProps<Value>) {
  return (
    <fieldset>
      <legend>{label}</legend>
      {options.map((option) => (
        <label key={option}>
          <input type="radio" name={label} checked={option === value} onChange={() => onChange(option)} />{' '}
          {names?.[option] ?? option}
        </label>
      ))}
    </fieldset>
  );
}

const place = document.getElementById('root');
if (place !== null)
  createRoot(place).render(
    <StrictMode>
      <Gallery />
    </StrictMode>,
  );
