import type { Clock } from "../../kernel/index.ts";
import type { Span } from "./instant-span.ts";
import type { Reader } from "./types.ts";

/** What a compiled statement is sent with. */
export interface BindInput {
  /** Values of the query in the order its shape names them, already converted to their column types. */
  readonly values: readonly unknown[];
  readonly user: Reader;
  /** What `today()` and `now()` mean, and when a day begins. */
  readonly clock: Clock;
}

/** Where the value of a placeholder comes from when the statement is sent. */
export type Slot = (input: BindInput) => unknown;

/** Collects the placeholders of one statement; asking twice for the same source gives the same placeholder. */
export class Parameters {
  readonly slots: Slot[] = [];
  readonly #placeholders = new Map<string, string>();

  /** Value number `index` of the query, cast to `type`. */
  value(index: number, type: string): string {
    return this.#once(`value ${index} ${type}`, type, (input) => input.values[index]);
  }

  /** A bound of what value number `index` of the query spans, an instant. */
  bound(index: number, side: keyof Span, type: string): string {
    const read = (value: unknown) =>
      Array.isArray(value) ? value.map((one: Span) => one[side]) : (value as Span)[side];
    return this.#once(`${side} ${index} ${type}`, type, (input) => read(input.values[index]));
  }

  /** A literal of an expression; it is part of the statement's shape. */
  constant(value: unknown): string {
    return this.#add(() => value);
  }

  user(member: keyof Reader, type: string): string {
    return this.#once(`user ${member} ${type}`, type, (input) => input.user[member]);
  }

  today(): string {
    return this.#once("today", "date", (input) => input.clock.today());
  }

  now(): string {
    return this.#once("now", "timestamptz", (input) => input.clock.now());
  }

  timeZone(): string {
    return this.#once("time zone", "text", (input) => input.clock.timeZone);
  }

  #once(key: string, type: string, slot: Slot): string {
    const known = this.#placeholders.get(key);
    if (known !== undefined) return known;
    const placeholder = `${this.#add(slot)}::${type}`;
    this.#placeholders.set(key, placeholder);
    return placeholder;
  }

  #add(slot: Slot): string {
    this.slots.push(slot);
    return `$${this.slots.length}`;
  }
}
