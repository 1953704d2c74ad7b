export { LocalModels } from './local-models.ts';
