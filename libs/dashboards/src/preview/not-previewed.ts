import { type PanelFeature, panelFeatures } from './panel-features.ts';

/** Something of a dashboard that the page does not draw. */
export interface NotPreviewed {
  /** The panel's id; null for what belongs to the whole dashboard. */
  readonly panelId: number | null;
  /** Where it stands, such as `fieldConfig.defaults.unit`, and its value. */
  readonly what: string;
}

/** What is looked at of a panel; every other key of it is said. */
export interface PreviewedPanel {
  readonly id: number;
  readonly type: string;
  readonly targets?: readonly unknown[];
  readonly fieldConfig?: {
    readonly defaults?: unknown;
    readonly overrides?: readonly { readonly matcher: { readonly id: string }; readonly properties: readonly { readonly id: string; readonly value?: unknown }[] }[];
  };
  readonly options?: unknown;
  /** Of a folded row. */
  readonly panels?: readonly PreviewedPanel[];
}

/** What is looked at of a dashboard in classic JSON. */
export interface PreviewedDashboard {
  readonly panels: readonly PreviewedPanel[];
  readonly templating?: { readonly list: readonly { readonly name: string; readonly type: string }[] };
  readonly annotations?: { readonly list: readonly { readonly name: string; readonly target?: object }[] };
}

const panelKeys = new Set(['id', 'type', 'title', 'description', 'gridPos', 'datasource', 'targets', 'fieldConfig', 'options', 'pluginVersion']);
/** A row is no panel, whatever else of one an old export gives it. */
const rowKeys = new Set([...panelKeys, 'collapsed']);
const variableTypes = new Set(['query', 'custom', 'textbox', 'datasource']);

/**
 * Everything of a dashboard's classic JSON that the page does not draw as Grafana does, so that nothing is left out silently.
 * What is left out on purpose (`panelFeatures` says why) is not listed.
 *
 * @example
 * notPreviewed({ panels: [{ id: 1, type: 'gauge' }] }); // [{ panelId: 1, what: 'type gauge' }]
 */
export function notPreviewed({ panels, templating = { list: [] }, annotations = { list: [] } }: PreviewedDashboard): NotPreviewed[] {
  const variables = templating.list.filter(({ type }) => !variableTypes.has(type)).map(({ name, type }) => `variable ${name} of type ${type}`);
  const marks = annotations.list.filter(({ target }) => target === undefined || !('rawSQL' in target || 'timeRegion' in target)).map(({ name }) => `annotation ${name}`);
  return [...[...variables, ...marks].map((what) => ({ panelId: null, what })), ...panels.flatMap(faultsOf)];
}

function faultsOf({ panels = [], ...panel }: PreviewedPanel): NotPreviewed[] {
  const faults = panel.type === 'row' ? rowFaults(panel) : panelFaults(panel);
  return [...faults.map((what) => ({ panelId: panel.id, what })), ...panels.flatMap(faultsOf)];
}

/** A row that is repeated, above all. */
function rowFaults(row: PreviewedPanel): string[] {
  return Object.entries(row).flatMap(([key, value]) => (rowKeys.has(key) || value === null || value === undefined ? [] : [`${key} ${JSON.stringify(value)}`]));
}

function panelFaults({ type, targets = [], fieldConfig: { defaults = {}, overrides = [] } = {}, options = {}, ...panel }: PreviewedPanel): string[] {
  const features = panelFeatures[type];
  if (features === undefined) return [`type ${type}`];
  return [
    ...Object.keys(panel).filter((key) => !panelKeys.has(key)),
    ...(targets.length > 1 ? [`targets[1]: a panel's first query alone is drawn`] : []),
    ...leaves(defaults).flatMap((leaf) => fault('fieldConfig.defaults.', leaf, features.defaults)),
    ...overrides.flatMap(({ matcher, properties }) => [
      ...(matcher.id === 'byName' ? [] : [`fieldConfig.overrides: matcher ${matcher.id}`]),
      ...properties.flatMap(({ id, value }) => fault('fieldConfig.overrides: ', { path: id, value }, features.overrides)),
    ]),
    ...leaves(options).flatMap((leaf) => fault('options.', leaf, features.options)),
  ];
}

interface Leaf {
  readonly path: string;
  readonly value: unknown;
}

/** An option that the page does not know, or with a value that it does not draw. */
function fault(where: string, { path, value }: Leaf, features: Readonly<Record<string, PanelFeature>>): string[] {
  const feature = Object.hasOwn(features, path) ? features[path] : undefined;
  const isKnown = feature !== undefined && ('ignored' in feature || feature.drawn === true || feature.drawn.includes(value));
  return isKnown ? [] : [`${where}${path} ${JSON.stringify(value)}`];
}

/** Every value within, with its path; items of lists share theirs, and empty lists and objects have none. */
function leaves(value: unknown, path = ''): Leaf[] {
  if (Array.isArray(value)) return value.flatMap((item) => leaves(item, `${path}[]`));
  if (typeof value === 'object' && value !== null) return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === '' ? key : `${path}.${key}`));
  return path === '' ? [] : [{ path, value }];
}
