import { createRoot } from 'react-dom/client';
import { IntlProvider } from 'use-intl';
import { loadMessages } from '../messages/index.ts';
import { BodyDiffView, MetaDiffView } from '../ui/index.ts';
import { diffCases, metaCases } from './diff-cases.ts';
import '../ui/tokens.css';
import '../ui/base.css';
import './gallery.css';

document.documentElement.dataset['theme'] = new URLSearchParams(window.location.search).get('theme') ?? 'light';
const place = document.getElementById('root');
if (place !== null)
  createRoot(place).render(
    <IntlProvider locale="en" timeZone="UTC" messages={await loadMessages('en')}>
      <main className="gallery-diffs">
        <h1>Differences</h1>
        {diffCases.map(({ name, ...props }) => (
          <section key={name} aria-label={name}>
            <h2>{name}</h2>
            <BodyDiffView {...props} />
          </section>
        ))}
        {metaCases.map(({ name, ...props }) => (
          <section key={name} aria-label={name}>
            <h2>{name}</h2>
            <MetaDiffView {...props} goalOf={(id) => id} />
          </section>
        ))}
      </main>
    </IntlProvider>,
  );
