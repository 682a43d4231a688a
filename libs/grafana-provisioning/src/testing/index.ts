export type { DoubleAnswer } from './double-route.ts';
export type {
  DoubleDashboard,
  DoubleDataSource,
  DoubleFolder,
  DoubleQueryAnswer,
  DoubleRuleGroup,
  DoubleState,
} from './double-state.ts';
export { type DoubleOptions, type DoubleRequest, type GrafanaDouble, startGrafanaDouble } from './grafana-double.ts';
