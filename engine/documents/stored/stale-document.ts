/** Raised inside, never answered: somebody else wrote the document, or one it was computed from, since it was read. */
export class StaleDocument extends Error {
  /** May be because of a linked document, which was read before or taken from memory: then it is worth another try. */
  readonly mayBeLink: boolean;

  constructor(mayBeLink = false) {
    super();
    this.mayBeLink = mayBeLink;
  }
}
