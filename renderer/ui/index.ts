/**
 * The parts that every view is made of. Texts come in translated; nothing here knows a procedure.
 *
 * - Frame: `<Page title sub actions back fill>` is the root of every view; `Card`, `Stats`, `Tabs`, `Split`.
 * - Acts: `Button` (one `variant="primary"` a view), `IconButton` (label is name and tooltip), `ButtonLink`,
 *   `Segmented`, `Menu`, `Dialog`, `Confirm`, `useNotify()`.
 * - Fields: `TextField`, `TextArea`, `SelectField`, `SearchField`, `CheckField`, `RangeField`.
 * - Lists: `DataTable` (virtual, sortable, grouped; one tab stop), `PlainTable`.
 * - States: `<Loaded query={useQuery(..)}>{(data) => ..}</Loaded>`, or `EmptyState`, `LoadingState` (with cancel),
 *   `ErrorState` (what happened, what was kept, what to do), `Progress`; `SampleOffer` belongs into empty states.
 * - Texts of strangers: `ForeignText` (nothing else shows one), `foreignString` where no element can stand.
 * - Parts of an item: `ConditionList`, `SlotText`, `SpanColumn`.
 * - Marks: `OutcomeMark` (colour and shape), `IntervalStrip`, `Badge`, `Keys`, `Tooltip`.
 * - A procedure as a form: `ProcedureFields`, `draftOf`, `bodyOf`, `faultsOf`.
 * - Differences: `BodyDiffView` (two revisions of a procedure: by part, side by side, as text), `MetaDiffView` (two states of a meta-procedure).
 * - Figures: `formatProbability`, `formatCount`, `formatBytes`, `shortId`, `baseName`.
 *
 * Styles: plain CSS beside the component, custom properties of `tokens.css` only, class names of the view as prefix.
 * Helpers in base.css: `.row .row-wrap .stack .stack-tight .page-columns .grow .muted .small .mono .num .truncate .sr-only`.
 * The page runs under a strict policy: no `<style>` elements, no HTML from strings, workers by address.
 */
export * from './ask-button.tsx';
export * from './asking-state.tsx';
export * from './badge.tsx';
export * from './body-diff.tsx';
export * from './button.tsx';
export * from './class-names.ts';
export * from './condition-list.tsx';
export * from './data-table.tsx';
export * from './dialog.tsx';
export * from './field.tsx';
export * from './foreign-marks.ts';
export * from './foreign-text.tsx';
export * from './format.ts';
export { useFormatName } from './format-name.ts';
export * from './host-browser.tsx';
export * from './marks.tsx';
export * from './menu.tsx';
export * from './meta-diff.tsx';
export * from './outer-progress.tsx';
export * from './page.tsx';
export * from './plain-table.tsx';
export * from './procedure-form/index.ts';
export * from './range-field.tsx';
export * from './sample-offer.tsx';
export * from './span-column.tsx';
export * from './split.tsx';
export * from './states.tsx';
export * from './tabs.tsx';
export * from './toast.tsx';
export * from './tooltip.tsx';
export * from './turn-words.ts';
export * from './writing-state.tsx';
export * from './written-by.tsx';
