/**
 * JSON as the vendor prints it: volumes of a million and more with an exponent, `1.81724024e+08`, unless the answer is delayed.
 *
 * @example
 * toVendorJson({ results: [{ v: 181_724_024 }] }); // '{"results":[{"v":1.81724024e+08}]}'
 */
export function toVendorJson(body: object): string {
  const text = JSON.stringify(body);
  if ('status' in body && body.status === 'DELAYED') return text;
  return text.replace(/"v":(\d{7,}(?:\.\d+)?)(?=[,}])/g, (_, volume: string) => `"v":${toExponent(volume)}`);
}

function toExponent(decimal: string): string {
  const [whole = '', fraction = ''] = decimal.split('.');
  const digits = `${whole.slice(1)}${fraction}`.replace(/0+$/, '');
  return `${whole.charAt(0)}${digits === '' ? '' : `.${digits}`}e+${String(whole.length - 1).padStart(2, '0')}`;
}
