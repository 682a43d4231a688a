/** Values of each type, as Trino's literals: zero, negative, extreme, NULL. */
export const integers = ['0', '7', '-7', '2147483647', "INTEGER '-2147483648'", 'CAST(NULL AS integer)'] as const;
export const bigints = ["BIGINT '3'", '-3000000000', '9223372036854775807', 'CAST(NULL AS bigint)'] as const;
export const decimals = [
  '2.5',
  '-2.5',
  '0.00',
  '-1.25',
  '12345678901234567890.123',
  'CAST(NULL AS decimal(10,2))',
] as const;
export const doubles = [
  '0e0',
  '-0e0',
  '2.5e0',
  '-2.5e0',
  '1e-7',
  '1.7976931348623157e308',
  'nan()',
  'infinity()',
  '-infinity()',
  'CAST(NULL AS double)',
] as const;
export const texts = ["''", "'a'", "' Abc '", "'Straße'", "'é'", "'😀x'", 'CAST(NULL AS varchar)'] as const;
export const dates = [
  "DATE '2026-11-20'",
  "DATE '2024-02-29'",
  "DATE '2026-12-31'",
  "DATE '2027-01-01'",
  "DATE '1969-12-31'",
  'CAST(NULL AS date)',
] as const;
export const timestamps = [
  "TIMESTAMP '2026-03-08 06:59:59.999'",
  "TIMESTAMP '2026-12-31 23:59:59.123456'",
  "TIMESTAMP '1969-12-31 23:59:59'",
  "TIMESTAMP '2024-02-29 12:30:45.5'",
  'CAST(NULL AS timestamp(3))',
] as const;
/** Around both changes of the clock in New York, in 2026 on 8 March and 1 November. */
export const instants = [
  "TIMESTAMP '2026-03-08 06:59:59 UTC'",
  "TIMESTAMP '2026-03-08 03:00:00 America/New_York'",
  "TIMESTAMP '2026-11-01 01:30:00 America/New_York'",
  "TIMESTAMP '2026-11-01 05:59:59.999 UTC' AT TIME ZONE 'America/New_York'",
  "TIMESTAMP '2026-11-01 06:00:00 UTC' AT TIME ZONE 'America/New_York'",
  "TIMESTAMP '2027-01-01 00:30:00 +05:30'",
  "TIMESTAMP '2027-01-01 00:30:00 Asia/Tokyo'",
] as const;
/** Of every type that has a date. */
export const moments = [...dates, ...timestamps, ...instants] as const;
