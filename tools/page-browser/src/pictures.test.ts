import { dashboards } from '@tickerlake/dashboards';
import { expect, test } from 'vitest';
import { pictures } from './pictures.ts';

test('every dashboard is in a picture, each picture in a separate file', () => {
  for (const { title } of dashboards) expect(pictures.map((picture) => picture.title)).toContain(title);
  const names = pictures.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[a-z-]+$/);
});
