/*
 * Runs in the page, each by itself: nothing here may use anything outside the function.
 */

/** Visible words, names and hints of which a word is plain: no accent, so no message made it, and no datum holds it. */
export function plainWords(known: readonly string[]): readonly string[] {
  const data = new Set(known);
  const faults = new Set<string>();
  const isMarked = (element: Element): boolean =>
    element.closest('[lang]:not(html), bdi, code, pre, kbd, .mono, script, style') !== null;
  const check = (text: string, place: string): void => {
    // What was cut off ends in no word.
    const words = text.replace(/[\p{L}\d]+…/gu, '').match(/[\p{L}\d]+/gu) ?? [];
    const plain = words.filter((word) => /^[A-Za-z]{2,}$/.test(word) && !data.has(word));
    if (plain.length > 0) faults.add(`${place}: ${text.trim().slice(0, 100)} [${plain.slice(0, 6).join(' ')}]`);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node instanceof Element ? node : node.parentElement;
    if (element === null || isMarked(element)) continue;
    if (node instanceof Text) {
      if (element.getClientRects().length > 0) check(node.data, element.tagName.toLowerCase());
      continue;
    }
    for (const name of ['aria-label', 'title', 'placeholder', 'aria-roledescription', 'alt']) {
      const value = element.getAttribute(name);
      if (value !== null) check(value, `${element.tagName.toLowerCase()} ${name}`);
    }
  }
  return [...faults];
}

/** Controls and texts that a person cannot get at: cut off by a box that does not scroll, or a page that is too wide. */
export function lostParts(): readonly string[] {
  const faults: string[] = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth + 1) faults.push(`the page is ${root.scrollWidth} px wide`);
  const nameOf = (element: Element): string => {
    const text = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40);
    return `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} "${text}"`;
  };
  const isHidden = (element: Element): boolean =>
    !element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) ||
    element.closest('.sr-only, [aria-hidden=true], [inert], .react-flow__viewport, .skip-link') !== null;
  /** How much of an element can never be seen, in pixels: what the boxes around it cut off for good. */
  const cutOff = (element: Element): number => {
    const rect = element.getBoundingClientRect();
    let most = 0;
    for (let box = element.parentElement; box !== null && box !== root; box = box.parentElement) {
      const style = getComputedStyle(box);
      const edge = box.getBoundingClientRect();
      const beyond = [
        style.overflowX === 'hidden' || style.overflowX === 'clip'
          ? Math.max(edge.left - rect.left, rect.right - edge.right)
          : 0,
        style.overflowY === 'hidden' || style.overflowY === 'clip'
          ? Math.max(edge.top - rect.top, rect.bottom - edge.bottom)
          : 0,
      ];
      most = Math.max(most, ...beyond);
      // Inside of what scrolls, the place may be anywhere.
      if (/auto|scroll/.test(`${style.overflowX} ${style.overflowY}`)) break;
      if (style.position === 'fixed') break;
    }
    return most;
  };
  const controls = 'button, a[href], input, select, textarea, [role=tab], [role=menuitem], [tabindex="0"]';
  for (const element of document.querySelectorAll(controls)) {
    // A word of a picture that is cut off there stands whole in its title.
    if (isHidden(element) || element.querySelector(':scope > title') !== null) continue;
    const rect = element.getBoundingClientRect();
    if (rect.width === 0 || rect.height === 0) continue;
    if (cutOff(element) > 2) faults.push(`cut off by ${Math.round(cutOff(element))} px: ${nameOf(element)}`);
    // Words of a button that do not fit, and that no hint repeats.
    const isWordy = element.matches('button, [role=tab]') && element.scrollWidth > element.clientWidth + 2;
    if (isWordy && element.closest('[title]') === null && getComputedStyle(element).overflowX !== 'visible')
      faults.push(`too narrow for its words: ${nameOf(element)}`);
  }
  for (const element of document.querySelectorAll('h1, h2, h3, p, dt, dd, label, legend, figcaption, li > span')) {
    if (
      !isHidden(element) &&
      element.getClientRects().length > 0 &&
      cutOff(element) > 4 &&
      element.closest('[title]') === null
    )
      faults.push(`cut off by ${Math.round(cutOff(element))} px: ${nameOf(element)}`);
  }
  // A box that is too small to show anything of what scrolls in it.
  for (const element of document.querySelectorAll('main, [role=dialog], .table-scroll, .reader')) {
    const rect = element.getBoundingClientRect();
    if (!isHidden(element) && rect.height < 90)
      faults.push(`only ${Math.round(rect.height)} px high: ${nameOf(element)}`);
  }
  return faults;
}

/** Plots, graphs and other pictures that have no table, tree or words beside them. */
export function withoutTwin(): readonly string[] {
  const faults: string[] = [];
  for (const drawing of document.querySelectorAll('svg.recharts-surface')) {
    const figure = drawing.closest('figure.chart');
    if (figure?.querySelector('.chart-head button[aria-pressed]') === null || figure === null)
      faults.push(`a plot without a table: ${drawing.closest('section, figure')?.textContent?.slice(0, 60) ?? ''}`);
    if ((figure?.querySelector('figcaption')?.textContent ?? '') === '') faults.push('a plot without a caption');
  }
  for (const picture of document.querySelectorAll('svg, canvas')) {
    if (picture.closest('[aria-hidden=true], figure, .react-flow') !== null) continue;
    const name = picture.getAttribute('aria-label') ?? picture.querySelector('title')?.textContent ?? '';
    if (name === '' && picture.checkVisibility())
      faults.push(`a picture without words: ${picture.outerHTML.slice(0, 80)}`);
  }
  return faults;
}
