import type { Budget } from "./rate-limits.ts";

interface Window {
  points: number;
  readonly until: number;
  readonly forget: NodeJS.Timeout;
}

/** What was spent of one budget, by key: a window begins with the first point and is forgotten when it ends. */
export class Spending {
  readonly #budget: Budget;
  readonly #now: () => number;
  readonly #windows = new Map<string, Window>();

  constructor(budget: Budget, now: () => number = Date.now) {
    this.#budget = budget;
    this.#now = now;
  }

  /** Spends a point, even one there is no more. Milliseconds until there are points again; 0 when there was one. */
  spend(key: string): number {
    const window = this.#open(key) ?? this.#begin(key);
    window.points += 1;
    return window.points > this.#budget.points ? Math.max(1, window.until - this.#now()) : 0;
  }

  giveBack(key: string): void {
    const window = this.#open(key);
    if (window && window.points > 0) window.points -= 1;
  }

  spent(key: string): number {
    return this.#open(key)?.points ?? 0;
  }

  reset(key: string): void {
    const window = this.#windows.get(key);
    if (!window) return;
    clearTimeout(window.forget);
    this.#windows.delete(key);
  }

  #open(key: string): Window | undefined {
    const window = this.#windows.get(key);
    return window && window.until > this.#now() ? window : undefined;
  }

  #begin(key: string): Window {
    this.reset(key);
    const ms = this.#budget.seconds * 1000;
    const forget = setTimeout(() => this.#windows.delete(key), ms).unref();
    const window = { points: 0, until: this.#now() + ms, forget };
    this.#windows.set(key, window);
    return window;
  }
}
