import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundleWhenChanged } from './bundle.mjs';
import { nodeBundle } from './node-bundle.mjs';
import { pageBundle } from './page-bundle.mjs';

const longAgo = new Date('2026-01-01T00:00:00Z');
let root: string;

function write(path: string, content: string, changedAt = longAgo): void {
  const whole = join(root, path);
  mkdirSync(dirname(whole), { recursive: true });
  writeFileSync(whole, content);
  utimesSync(whole, changedAt, changedAt);
}

const isRebuilt = () => bundleWhenChanged(root, nodeBundle(root, 'apps/tickerlake'));
const readEntry = () => readFileSync(join(root, 'apps/tickerlake/dist/main.js'), 'utf8');
const partsOf = () => readdirSync(join(root, 'apps/tickerlake/dist/parts')).filter((name) => name.endsWith('.js'));

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'bundle-')));
  write('apps/tickerlake/package.json', '{"type": "module"}');
  write(
    'apps/tickerlake/src/main.ts',
    "import { open } from 'node:fs/promises';\nimport { greeting } from '@tickerlake/greeting';\nexport const lazy = () => import('./lazy.ts');\nexport { greeting, open };\n",
  );
  write('apps/tickerlake/src/lazy.ts', "export { default as open } from 'open';\nexport const part: number = 1;\n");
  write(
    'libs/greeting/package.json',
    '{"name": "@tickerlake/greeting", "type": "module", "exports": {".": "./src/index.ts"}}',
  );
  write('libs/greeting/src/index.ts', "export const greeting: string = 'hello';\n");
  mkdirSync(join(root, 'node_modules/@tickerlake'), { recursive: true });
  symlinkSync(join(root, 'libs/greeting'), join(root, 'node_modules/@tickerlake/greeting'), 'junction');
});
afterEach(() => rmSync(root, { recursive: true }));

describe('bundleWhenChanged, for the command', () => {
  it('bundles our own libraries from their sources and leaves packages to Node', async () => {
    expect(await isRebuilt()).toBe(true);

    const lazyPart = partsOf().find((name) => name.startsWith('lazy-')) ?? '';
    expect(readEntry()).toContain('hello');
    expect(readEntry()).toContain('node:fs/promises');
    expect(readEntry()).not.toContain('"open"');
    expect(readFileSync(join(root, 'apps/tickerlake/dist/parts', lazyPart), 'utf8')).toContain('"open"');
    expect(await import(pathToFileURL(join(root, 'apps/tickerlake/dist/main.js')).href)).toMatchObject({
      greeting: 'hello',
    });
  });

  it('bundles the packages that would start slowly', async () => {
    write('node_modules/zod/package.json', '{"type": "module", "exports": "./index.js"}');
    write('node_modules/zod/index.js', "export const version = 'from zod';\n");
    write('apps/tickerlake/src/main.ts', "export { version } from 'zod';\n");
    await isRebuilt();

    expect(readEntry()).toContain('from zod');
  });

  it('does nothing when nothing has changed', async () => {
    await isRebuilt();

    expect(await isRebuilt()).toBe(false);
  });

  it.each([
    {
      name: 'a source of a library',
      change: () => write('libs/greeting/src/index.ts', "export const greeting = 'hallo!';\n"),
    },
    {
      name: 'the time of a source alone',
      change: () => utimesSync(join(root, 'libs/greeting/src/index.ts'), new Date(), new Date()),
    },
    {
      name: "a library's exports",
      change: () =>
        write('libs/greeting/package.json', '{"name": "@tickerlake/greeting", "exports": "./src/index.ts"}'),
    },
    { name: 'the lock file', change: () => write('package-lock.json', '{}') },
    { name: 'a manifest that was cut off', change: () => write('apps/tickerlake/dist/inputs.json', '{"apps/ti') },
  ])('bundles again after a change of $name', async ({ change }) => {
    await isRebuilt();
    change();

    expect(await isRebuilt()).toBe(true);
  });

  it('bundles again when a source changed while it was bundling', async () => {
    write('libs/greeting/src/index.ts', "export const greeting = 'new';\n", new Date(Date.now() + 60_000));
    await isRebuilt();

    expect(await isRebuilt()).toBe(true);
  });

  it('keeps parts that an older process may still load, for a day', async () => {
    await isRebuilt();
    const [older] = partsOf().filter((name) => name.startsWith('lazy-'));
    write('apps/tickerlake/src/lazy.ts', 'export const part = 2;\n');
    await isRebuilt();
    expect(partsOf()).toContain(older);

    utimesSync(join(root, 'apps/tickerlake/dist/parts', older ?? ''), longAgo, longAgo);
    write('apps/tickerlake/src/lazy.ts', 'export const part = 33;\n');
    await isRebuilt();
    expect(partsOf()).not.toContain(older);
  });

  it('leaves the last good bundle in place when a source does not compile', async () => {
    await isRebuilt();
    const before = readEntry();
    write('apps/tickerlake/src/main.ts', "export { absent } from '@tickerlake/greeting/absent';\n");

    await expect(
      bundleWhenChanged(root, {
        ...nodeBundle(root, 'apps/tickerlake'),
        options: { ...nodeBundle(root, 'apps/tickerlake').options, logLevel: 'silent' },
      }),
    ).rejects.toThrow(/Build failed/);
    expect(readEntry()).toBe(before);
  });
});

describe('bundleWhenChanged, for the page', () => {
  it('writes the page, its script and its style', async () => {
    write('apps/preview/package.json', '{"type": "module"}');
    write('apps/preview/src/index.html', '<script type="module" src="./main.js"></script>');
    write('apps/preview/src/page.css', 'body { color: red }');
    write('apps/preview/src/main.ts', "import './page.css';\ndocument.title = 'Tickerlake';\n");

    expect(await bundleWhenChanged(root, pageBundle())).toBe(true);

    for (const name of ['index.html', 'main.js', 'main.css'])
      expect(existsSync(join(root, 'apps/preview/dist', name)), name).toBe(true);
    expect(await bundleWhenChanged(root, pageBundle())).toBe(false);
  });
});
