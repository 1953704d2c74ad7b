/** The words of the native menu: its process has no part in the texts of the page. */
const words = {
  en: {
    file: 'File',
    newWindow: 'New Window',
    openTrajectories: 'Open Trajectories…',
    recent: 'Open Recent',
    clearRecent: 'Clear Menu',
    close: 'Close Window',
    quit: 'Quit',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select All',
    view: 'View',
    library: 'Library',
    hierarchy: 'Hierarchy',
    trajectories: 'Trajectories',
    review: 'Review',
    ask: 'Ask',
    settings: 'Settings',
    resetZoom: 'Actual Size',
    zoomIn: 'Zoom In',
    zoomOut: 'Zoom Out',
    togglefullscreen: 'Full Screen',
    window: 'Window',
    minimize: 'Minimize',
    zoom: 'Zoom',
  },
  de: {
    file: 'Datei',
    newWindow: 'Neues Fenster',
    openTrajectories: 'Trajektorien öffnen …',
    recent: 'Zuletzt geöffnet',
    clearRecent: 'Liste leeren',
    close: 'Fenster schließen',
    quit: 'Beenden',
    edit: 'Bearbeiten',
    undo: 'Rückgängig machen',
    redo: 'Wiederholen',
    cut: 'Ausschneiden',
    copy: 'Kopieren',
    paste: 'Einfügen',
    selectAll: 'Alles auswählen',
    view: 'Ansicht',
    library: 'Bibliothek',
    hierarchy: 'Hierarchie',
    trajectories: 'Trajektorien',
    review: 'Prüfung',
    ask: 'Anfrage',
    settings: 'Einstellungen',
    resetZoom: 'Originalgröße',
    zoomIn: 'Vergrößern',
    zoomOut: 'Verkleinern',
    togglefullscreen: 'Vollbild',
    window: 'Fenster',
    minimize: 'Minimieren',
    zoom: 'Zoomen',
  },
} as const;

export type MenuLanguage = keyof typeof words;
export type MenuWord = keyof (typeof words)['en'];

/** The language of a tag (`de-AT`); English for one that there is not. */
export function menuLanguageOf(tag: unknown): MenuLanguage {
  return typeof tag === 'string' && tag.toLowerCase().split('-')[0] === 'de' ? 'de' : 'en';
}

export function menuWord(language: MenuLanguage, word: MenuWord): string {
  return words[language][word];
}
