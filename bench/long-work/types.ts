/** Work a person waits for once, timed from start to end. */
export interface LongWork {
  readonly name: string;
  readonly seconds: number;
}
