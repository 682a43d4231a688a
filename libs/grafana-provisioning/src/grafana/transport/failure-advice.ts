/** What to do about each of Grafana's reasons for 412. */
const adviceByReason: Readonly<Record<string, string>> = {
  'version-mismatch':
    "It was saved since it was read. Run drift to see what, when and by whom; --force overwrites it with the code's version.",
  'name-exists':
    'Another dashboard in the folder has this title. Rename or move one of the two; nothing was overwritten.',
  'plugin-dashboard': 'It belongs to a plugin, which would overwrite it. Copy it under another uid instead.',
  Conflict:
    "It was saved since it was read. Run drift to see what, when and by whom; --force overwrites it with the code's version.",
};

/**
 * What to do about an error response of Grafana.
 *
 * @example
 * failureAdvice(401, null); // 'The token is wrong, expired or from another Grafana. ...'
 */
export function failureAdvice(status: number, reason: string | null): string {
  const known = reason === null ? undefined : adviceByReason[reason];
  if (known !== undefined) return known;
  if (status === 401)
    return 'The token is wrong, expired or from another Grafana. Create one for a service account and set GRAFANA_TOKEN.';
  if (status === 403)
    return 'The token lacks permission. Data sources and permissions need the role Admin, dashboards and folders the role Editor.';
  if (status === 404)
    return 'It does not exist. Check GRAFANA_URL (including the sub-path, if Grafana has one) and whether it was removed.';
  if (status === 412 || status === 409) return 'It has changed since it was read. Run plan again.';
  if (status === 429) return 'Grafana is receiving too many requests. Wait a minute and run the same command again.';
  if (status >= 500) return 'Grafana failed: check its log, then run the same command again.';
  return 'Grafana rejected it. If its message does not explain why, check its log.';
}
