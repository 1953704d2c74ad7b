/** The dashboard: how the memory grew, what it holds, how sure it is, what waits. `DashboardView` is the page. */
export { DashboardView } from './dashboard-view.tsx';
