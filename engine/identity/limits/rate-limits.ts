import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { fail } from "../../kernel/index.ts";

/** So many points per key within so much time, on this node. */
export interface Budget {
  readonly points: number;
  readonly seconds: number;
}

export interface RateLimits<Name extends string> {
  /** Raises HTTP_RATE_LIMITED with the seconds to wait. */
  spend(limit: Name, key: string): Promise<void>;
  /** What was spent on what turned out to be no burden. */
  giveBack(limit: Name, key: string): Promise<void>;
  spent(limit: Name, key: string): Promise<number>;
  reset(limit: Name, key: string): Promise<void>;
}

export function createRateLimits<Name extends string>(budgets: Readonly<Record<Name, Budget>>): RateLimits<Name> {
  const limiters = new Map(
    Object.entries<Budget>(budgets).map(([name, { points, seconds }]) => [
      name,
      new RateLimiterMemory({ keyPrefix: name, points, duration: seconds }),
    ]),
  );
  return {
    async spend(limit, key) {
      await limiters.get(limit)!.consume(key).catch(refuse);
    },
    async giveBack(limit, key) {
      await limiters.get(limit)!.reward(key);
    },
    async spent(limit, key) {
      return (await limiters.get(limit)!.get(key))?.consumedPoints ?? 0;
    },
    async reset(limit, key) {
      await limiters.get(limit)!.delete(key);
    },
  };
}

function refuse(reason: unknown): never {
  if (!(reason instanceof RateLimiterRes)) throw reason;
  const seconds = Math.max(1, Math.ceil(reason.msBeforeNext / 1000));
  return fail("HTTP_RATE_LIMITED", { seconds }, { data: { retry_after_seconds: seconds } });
}
