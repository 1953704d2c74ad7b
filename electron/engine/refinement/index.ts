export { contrastAll, type WeighedFeature } from './contrasts.ts';
export { proposalContent, proposeRefinement } from './propose.ts';
