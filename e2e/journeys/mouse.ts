import type { Driver, Hands } from './driver.ts';

/** The pointer does everything but type texts. */
export function mouse({ page, cdp }: Hands): Driver {
  const drag = async (type: 'dragEnter' | 'dragOver' | 'drop', paths: readonly string[]): Promise<void> => {
    const data = { items: [], files: [...paths], dragOperationsMask: 1 };
    await cdp.send('Input.dispatchDragEvent', { type, x: 500, y: 400, data });
  };
  return {
    name: 'mouse',
    press: (target) => target.click(),
    tick: (box, on) => box.setChecked(on),
    write: async (field, text) => {
      await field.click({ clickCount: 3 });
      await field.fill(text);
    },
    // The list of a select belongs to the system: no pointer of ours reaches it.
    choose: async (select, value) => void (await select.selectOption(value)),
    slideToEnd: async (slider) => {
      await slider.scrollIntoViewIfNeeded();
      const box = await slider.boundingBox();
      if (box === null) throw new Error('The slider is not drawn.');
      const y = box.y + box.height / 2;
      await page.mouse.move(box.x + box.width / 2, y);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width + 20, y, { steps: 6 });
      await page.mouse.up();
    },
    goTo: async (view) => {
      const place =
        view === 'Import' || view === 'Export'
          ? page.getByRole('banner')
          : page.getByRole('navigation', { name: 'Views' });
      await place.getByRole('link', { name: new RegExp(`^${view}\\b`) }).click();
    },
    command: (button) => button.click(),
    giveFiles: async (paths) => {
      for (const type of ['dragEnter', 'dragOver'] as const) await drag(type, paths);
      await page.getByText('Drop to look at the files').waitFor();
      await drag('drop', paths);
    },
  };
}
