/** The list of episodes, and the reader with steps, spans and the evidence that each span gave. */
export { TrajectoriesView } from './trajectories-view.tsx';
export { TrajectoryView } from './trajectory-view.tsx';
