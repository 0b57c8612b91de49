import { createRateLimits } from "../limits/rate-limits.ts";

/**
 * Failures with which somebody guesses passwords. `here` counts them per account and address, `anywhere` per account, so wide that a
 * stranger does not easily lock its owner out; `own` is for a person who is signed in and proves their present password.
 */
const BUDGETS = {
  here: { points: 10, seconds: 15 * 60 },
  anywhere: { points: 100, seconds: 15 * 60 },
  own: { points: 10, seconds: 15 * 60 },
} as const;

export interface SignInAttempts {
  /** Raises HTTP_RATE_LIMITED after too many failures, even for the right password. */
  assertAllowed(account: string, address: string): Promise<void>;
  failed(account: string, address: string): Promise<void>;
  succeeded(account: string, address: string): Promise<void>;
  /** A person proves their own password. Raises HTTP_RATE_LIMITED. */
  prove(userId: string): Promise<void>;
  /** A new password was chosen by mail: old failures count no longer. */
  forgive(account: string): Promise<void>;
}

export function createSignInAttempts(): SignInAttempts {
  const limits = createRateLimits(BUDGETS);
  const place = (account: string, address: string) => `${account} ${address}`;
  return {
    async assertAllowed(account, address) {
      await limits.assertLeft("here", place(account, address));
      await limits.assertLeft("anywhere", account);
    },
    async failed(account, address) {
      await limits.spend("here", place(account, address));
      await limits.spend("anywhere", account);
    },
    succeeded: (account, address) => limits.reset("here", place(account, address)),
    prove: (userId) => limits.spend("own", userId),
    forgive: (account) => limits.reset("anywhere", account),
  };
}
