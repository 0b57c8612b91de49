/** What is mostly at hand and else on its way: waiting for what is at hand would cost its asker a turn. */
export type Soon<T> = T | Promise<T>;

/** Goes on with it: at once where it is at hand. What `use` throws then, it throws. */
export function whenKnown<T, R>(soon: Soon<T>, use: (value: T) => Soon<R>): Soon<R> {
  return soon instanceof Promise ? soon.then(use) : use(soon);
}

/** A promise until it has come, afterwards what came. One that fails stays a promise that fails. */
export class Arriving<T> {
  soon: Soon<T>;

  constructor(coming: Promise<T>) {
    this.soon = coming;
    coming.then(
      (value) => {
        this.soon = value;
      },
      () => undefined,
    );
  }
}
