/**
 * Where a statement runs. Trino finds the tables in its session's Hive catalogue, which redirects reads and writes of
 * Iceberg tables to `icebergCatalog` (`hive.iceberg-catalog-name`); only Iceberg's DDL names that one.
 *
 * Trino has no compression property: set the session's `<catalog>.compression_codec` of both catalogues instead.
 *
 * @example
 * const engine: LakeEngine = { name: 'trino', icebergCatalog: 'iceberg' };
 */
export type LakeEngine = { readonly name: 'athena' } | { readonly name: 'trino'; readonly icebergCatalog: string };
