/** A procedure as a form: `ProcedureFields` shows a `Draft`; `draftOf`, `bodyOf` and `faultsOf` lead from body to body. */
export { bodyOf, draftOf, faultsOf, type Draft } from './draft.ts';
export { ProcedureFields, type ProcedureFieldsProps } from './procedure-fields.tsx';
