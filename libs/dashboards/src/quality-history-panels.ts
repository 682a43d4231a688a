/**
 * The panels of *Pipeline health* that plot quality from check to check; pages show them elsewhere, too.
 *
 * @example
 * panelsOf(dashboard).filter(({ id }) => Object.values(qualityHistoryPanels).includes(id));
 */
export const qualityHistoryPanels = { score: 13, notPassed: 14 } as const;
