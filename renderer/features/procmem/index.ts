export { ProcmemView } from './procmem-view.tsx';
