/** Patterns to recognise texts by, the narrowest first; none needs an escape in DQDL. */
export const textPatterns: readonly string[] = [
  '[0-9]{4}-[0-9]{2}-[0-9]{2}',
  '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
  '[0-9]+',
  '-?[0-9]+([.][0-9]+)?',
  '[0-9a-f]+',
  '[A-Z]+',
  '[a-z]+',
  '[A-Z0-9.:_-]+',
  '[a-z0-9_-]+',
  '[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+',
  '[A-Za-z0-9.:_-]+',
];
