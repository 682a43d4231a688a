/** A range that a reader chose; null for the page's own. */
interface ChosenRange {
  readonly fromMs: number | null;
  readonly toMs: number | null;
}

/** Zooms and how to go back. */
export interface ZoomHistory {
  zoom(range: ChosenRange): void;
  undo(): void;
  /** Hides the button when the reader has gone elsewhere: only the last zoom's range can be undone. */
  follow(): void;
}

/**
 * Remembers the range before each zoom, and shows a button that goes back.
 *
 * @param shown the range of the address.
 * @example
 * const zooms = createZoomHistory(byId(document, 'undo', HTMLButtonElement), state, go);
 */
export function createZoomHistory(
  button: HTMLButtonElement,
  shown: () => ChosenRange,
  go: (range: ChosenRange) => void,
): ZoomHistory {
  const steps: { readonly before: ChosenRange; readonly after: ChosenRange }[] = [];
  const isAt = ({ fromMs, toMs }: ChosenRange): boolean => {
    const now = shown();
    return now.fromMs === fromMs && now.toMs === toMs;
  };
  const history: ZoomHistory = {
    zoom({ fromMs, toMs }) {
      const { fromMs: beforeFrom, toMs: beforeTo } = shown();
      const after = { fromMs: Math.round(fromMs ?? 0), toMs: Math.round(toMs ?? 0) };
      steps.push({ before: { fromMs: beforeFrom, toMs: beforeTo }, after });
      go(after);
    },
    undo() {
      const step = steps.pop();
      if (step !== undefined) go(step.before);
    },
    follow() {
      const last = steps.at(-1);
      if (last !== undefined && !isAt(last.after)) steps.length = 0;
      button.hidden = steps.length === 0;
    },
  };
  button.addEventListener('click', () => history.undo());
  return history;
}
