import type { HashAlgorithm } from '@tickerlake/data-quality';

/** Algorithms as Node names them. */
export const hashNames: Readonly<Record<HashAlgorithm, string>> = { MD5: 'md5', 'SHA-1': 'sha1', 'SHA-256': 'sha256' };
