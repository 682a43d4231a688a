import { dashboards } from '@tickerlake/dashboards';
import { expect, test } from 'vitest';
import { matrixPictures, matrixStores } from './matrix.ts';
import { pictures } from './pictures.ts';

test('every dashboard is in a picture, each picture in a separate file', () => {
  for (const { title } of dashboards) expect(pictures.map((picture) => picture.title)).toContain(title);
  const names = pictures.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[a-z-]+$/);
});

test('the matrix has every page of every kind of data at two sizes in two themes, each in a separate file', () => {
  const all = matrixStores.flatMap(matrixPictures);
  expect(all.length).toBe(matrixStores.length * (dashboards.length + 3) * 2 * 2);
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
});
