const type = 'tickerlake-emphasis';

/**
 * Says which name is pointed at, so that every chart emphasises its line; null for none.
 *
 * @example
 * row.addEventListener('mouseenter', () => emphasise('NVDA'));
 */
export function emphasise(name: string | null): void {
  document.dispatchEvent(new CustomEvent(type, { detail: name }));
}

/**
 * Calls back with the name that is pointed at, until the signal aborts.
 *
 * @example
 * followEmphasis((name) => focus(name), signal);
 */
export function followEmphasis(onChange: (name: string | null) => void, signal: AbortSignal): void {
  document.addEventListener(
    type,
    (event) => {
      if (event instanceof CustomEvent) onChange(typeof event.detail === 'string' ? event.detail : null);
    },
    { signal },
  );
}
