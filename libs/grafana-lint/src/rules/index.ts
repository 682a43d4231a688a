import type { LintRule } from '../lint-rule.ts';
import { alertAnnotations } from './alert-annotations.ts';
import { alertPanelLink } from './alert-panel-link.ts';
import { alertStates } from './alert-states.ts';
import { alertVariables } from './alert-variables.ts';
import { connectionArgs } from './connection-args.ts';
import { declaredDataSource } from './declared-data-source.ts';
import { defaultRegion } from './default-region.ts';
import { endpointWithoutRole } from './endpoint-without-role.ts';
import { enumValues } from './enum-values.ts';
import { gridWidth } from './grid-width.ts';
import { hasTarget } from './has-target.ts';
import { knownMacros } from './known-macros.ts';
import { macroArguments } from './macro-arguments.ts';
import { macroLimits } from './macro-limits.ts';
import { macroParenthesis } from './macro-parenthesis.ts';
import { noDecimal } from './no-decimal.ts';
import { noSelectStar } from './no-select-star.ts';
import { noTimeFilter } from './no-time-filter.ts';
import { notEditable } from './not-editable.ts';
import { orderedByTime } from './ordered-by-time.ts';
import { partitionPredicate } from './partition-predicate.ts';
import { quotedVariables } from './quoted-variables.ts';
import { readable } from './readable.ts';
import { refId } from './ref-id.ts';
import { refreshInterval } from './refresh-interval.ts';
import { resultReuse } from './result-reuse.ts';
import { timeZone } from './time-zone.ts';
import { titleAndDescription } from './title-and-description.ts';
import { uniquePanelIds } from './unique-panel-ids.ts';
import { validUnit } from './valid-unit.ts';
import { zonedTime } from './zoned-time.ts';

/**
 * Every rule, sorted by name. A new one is a file next to the others and a line here.
 *
 * @example
 * const names = lintRules.map((rule) => rule.name);
 */
export const lintRules: readonly LintRule[] = [
  alertAnnotations,
  alertPanelLink,
  alertStates,
  alertVariables,
  connectionArgs,
  declaredDataSource,
  defaultRegion,
  endpointWithoutRole,
  enumValues,
  gridWidth,
  hasTarget,
  knownMacros,
  macroArguments,
  macroLimits,
  macroParenthesis,
  noDecimal,
  noSelectStar,
  noTimeFilter,
  notEditable,
  orderedByTime,
  partitionPredicate,
  quotedVariables,
  readable,
  refId,
  refreshInterval,
  resultReuse,
  timeZone,
  titleAndDescription,
  uniquePanelIds,
  validUnit,
  zonedTime,
];
