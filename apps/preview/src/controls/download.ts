/**
 * Saves a file with the browser's own download.
 *
 * @example
 * download('hours.csv', new Blob(['ticker\n'], { type: 'text/csv' }));
 */
export function download(name: string, content: Blob): void {
  const link = Object.assign(document.createElement('a'), {
    href: URL.createObjectURL(content),
    download: name.replace(/[^\w.() -]+/g, ' '),
  });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
