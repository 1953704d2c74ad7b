export { MempView } from './memp-view.tsx';
