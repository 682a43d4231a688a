const OPERATING_SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const PROCESSORS = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

/**
 * The platforms of a native package, as in `os`, `cpu` and `libc` of package.json.
 *
 * @typedef {{ os: string[], cpu: string[], libc?: string[] }} NativePlatform
 */

/**
 * Derives the platform of a native package from its name, in the usual spelling of prebuilt packages. A Linux package
 * without a libc in its name is built against glibc when a `-musl` sibling exists, and runs on both otherwise.
 *
 * @example
 * platformOf('@rollup/rollup-linux-arm-musleabihf', []); // { os: ['linux'], cpu: ['arm'], libc: ['musl'] }
 *
 * @param {string} name
 * @param {readonly string[]} siblings Names of the optional packages that the same parent lists.
 * @returns {NativePlatform}
 * @throws {Error} When the name holds no known operating system or processor.
 */
export function platformOf(name, siblings) {
  const words = name.slice(name.lastIndexOf('/') + 1).split('-');
  const os = OPERATING_SYSTEMS.find((known) => words.includes(known));
  const cpu = PROCESSORS.find((known) => words.includes(known));
  if (os === undefined || cpu === undefined) {
    throw new Error(
      `Cannot derive the platform of the optional package ${name} from its name. Add its operating system or processor to the lists in native-platform.mjs.`,
    );
  }
  const libc = os === 'linux' ? libcOf(name, words, siblings) : undefined;
  return libc === undefined ? { os: [os], cpu: [cpu] } : { os: [os], cpu: [cpu], libc: [libc] };
}

/**
 * @param {string} name
 * @param {readonly string[]} words
 * @param {readonly string[]} siblings
 * @returns {string | undefined}
 */
function libcOf(name, words, siblings) {
  if (words.some((word) => word.startsWith('musl'))) return 'musl';
  if (words.some((word) => word === 'glibc' || word.startsWith('gnu'))) return 'glibc';
  return siblings.includes(`${name}-musl`) ? 'glibc' : undefined;
}
