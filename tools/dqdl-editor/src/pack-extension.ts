import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { strToU8, zipSync } from 'fflate';

/** Sources by their names in the package. A `package.json` among the sources would make them CommonJS. */
const assets = {
  'package.json': 'manifest.json',
  'language-configuration.json': 'language-configuration.json',
  'dqdl.tmLanguage.json': 'dqdl.tmLanguage.json',
} as const;

/**
 * The extension as the bytes of a `.vsix`: a zip of the Open Packaging Conventions, with the code in one file.
 *
 * @param folder the extension's sources.
 * @throws esbuild's error when the code cannot be bundled.
 * @example
 * await writeFile('dqdl.vsix', await packExtension('tools/dqdl-editor/src/extension'));
 */
export async function packExtension(folder: string): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: [join(folder, 'extension.ts')],
    bundle: true,
    platform: 'node',
    target: 'node18',
    format: 'cjs',
    external: ['vscode'],
    minify: true,
    write: false,
    logLevel: 'silent',
  });
  const files = await Promise.all(
    Object.entries(assets).map(
      async ([name, source]) => [`extension/${name}`, new Uint8Array(await readFile(join(folder, source)))] as const,
    ),
  );
  const manifest = JSON.parse(await readFile(join(folder, assets['package.json']), 'utf8')) as Readonly<
    Record<string, string>
  >;
  return zipSync({
    '[Content_Types].xml': strToU8(contentTypes),
    'extension.vsixmanifest': strToU8(vsixManifest(manifest)),
    'extension/extension.js': outputFiles[0]?.contents ?? new Uint8Array(),
    ...Object.fromEntries(files),
  });
}

const contentTypes =
  '<?xml version="1.0" encoding="utf-8"?>\n<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="json" ContentType="application/json"/><Default Extension="js" ContentType="application/javascript"/><Default Extension="vsixmanifest" ContentType="text/xml"/></Types>\n';

/** What VS Code reads before it unpacks the file. The values need no escaping in XML. */
const vsixManifest = ({
  name,
  version,
  publisher,
  displayName,
  description,
}: Readonly<Record<string, string>>): string =>
  `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata>
    <Identity Language="en-US" Id="${name}" Version="${version}" Publisher="${publisher}"/>
    <DisplayName>${displayName}</DisplayName>
    <Description>${description}</Description>
    <Properties><Property Id="Microsoft.VisualStudio.Code.Engine" Value="^1.80.0"/></Properties>
  </Metadata>
  <Installation><InstallationTarget Id="Microsoft.VisualStudio.Code"/></Installation>
  <Dependencies/>
  <Assets><Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true"/></Assets>
</PackageManifest>
`;
