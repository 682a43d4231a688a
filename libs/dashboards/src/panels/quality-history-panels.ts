/**
 * The panels of *Pipeline health* that plot quality over time; other pages show them too.
 *
 * @example
 * panelsOf(dashboard).filter(({ id }) => Object.values(qualityHistoryPanels).includes(id));
 */
export const qualityHistoryPanels = { score: 13, notPassed: 14 } as const;
