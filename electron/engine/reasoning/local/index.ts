export { findModel, LocalModels } from './local-models.ts';
