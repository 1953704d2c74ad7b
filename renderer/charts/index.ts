/**
 * Plots of posteriors, drawn by Recharts from what the contract answers; no figure is worked out here.
 * `PosteriorPanel` shows figures, density and history of an item by its id; `ForestChart` takes `library.forest`,
 * `HistoryChart` the points of a history.
 * `ChartFrame` gives any plot its title, caption, legend, table twin and its way out as SVG or PNG.
 */
export { ChartFrame, type ChartFrameProps, type LegendItem } from './chart-frame.tsx';
export { CalibrationChart } from './calibration-chart.tsx';
export { ComparisonCharts } from './comparison-charts.tsx';
export { ForestChart } from './forest-chart.tsx';
export { forestSorts, type ForestSort } from './forest-order.ts';
export { HistoryChart } from './history-chart.tsx';
export { PosteriorPanel } from './posterior-panel.tsx';
