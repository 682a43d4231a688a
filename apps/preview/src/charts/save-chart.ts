/**
 * Saves the chart of a panel as PNG: title, chart and names, on the background of the page.
 *
 * @throws {Error} if the panel has no chart now.
 * @example
 * await saveChart(element, 'Hourly variance');
 */
export async function saveChart(element: HTMLElement, title: string): Promise<void> {
  const chart = element.querySelector('canvas');
  if (chart === null) throw new Error('There is no chart to save.');
  const head = 36 * devicePixelRatio;
  const picture = Object.assign(document.createElement('canvas'), { width: chart.width, height: chart.height + head });
  const pen = picture.getContext('2d');
  if (pen === null) throw new Error('The browser gives no canvas.');
  const { backgroundColor, color } = getComputedStyle(document.body);
  pen.fillStyle = backgroundColor;
  pen.fillRect(0, 0, picture.width, picture.height);
  pen.fillStyle = color;
  pen.font = `600 ${15 * devicePixelRatio}px system-ui, sans-serif`;
  pen.fillText(title, 10 * devicePixelRatio, 24 * devicePixelRatio);
  pen.drawImage(chart, 0, head);
  const blob = await new Promise<Blob | null>((resolve) => picture.toBlob(resolve, 'image/png'));
  if (blob === null) throw new Error('The browser could not write the picture.');
  const link = Object.assign(document.createElement('a'), {
    href: URL.createObjectURL(blob),
    download: `${title}.png`,
  });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
