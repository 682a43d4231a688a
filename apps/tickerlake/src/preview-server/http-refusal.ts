/**
 * A request that is refused, in words for the page.
 *
 * @example
 * throw new HttpRefusal(404, 'There is no such panel.');
 */
export class HttpRefusal extends Error {
  override readonly name = 'HttpRefusal';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}
