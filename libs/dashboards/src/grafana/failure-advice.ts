/** Grafana's reasons for 412, and what to do about each. */
const adviceByReason: Readonly<Record<string, string>> = {
  'version-mismatch': 'Somebody saved it since it was read. Run drift to see what, when and who; --force puts the code\'s version over it.',
  'name-exists': 'Another dashboard in the folder has this title. Rename or move one of the two; nothing was overwritten.',
  'plugin-dashboard': 'It belongs to a plugin, which would write it anew. Copy it under another uid instead.',
  Conflict: 'Somebody saved it since it was read. Run drift to see what, when and who; --force puts the code\'s version over it.',
};

/**
 * What to do about an answer of Grafana.
 *
 * @example
 * failureAdvice(401, null); // 'The token is wrong, expired or of another Grafana. ...'
 */
export function failureAdvice(status: number, reason: string | null): string {
  const known = reason === null ? undefined : adviceByReason[reason];
  if (known !== undefined) return known;
  if (status === 401) return 'The token is wrong, expired or of another Grafana. Create one for a service account and set GRAFANA_TOKEN.';
  if (status === 403) return 'The token may not do this. Data sources and permissions need the role Admin, dashboards and folders Editor.';
  if (status === 404) return 'It is not there. Check GRAFANA_URL (with its sub-path, when Grafana has one) and that nobody removed it.';
  if (status === 412 || status === 409) return 'What is stored is not what was read. Run plan again.';
  if (status === 429) return 'Grafana is asked too often. Wait a minute and run the same command again.';
  if (status >= 500) return 'The fault is on Grafana\'s side: look into its log, then run the same command again.';
  return 'Grafana did not take it. If its message does not say why, look into its log.';
}
