import { createRateLimits } from "../limits/rate-limits.ts";

const SECONDS = 15 * 60;

/**
 * Failures with which somebody guesses passwords. `here` counts them per account and address, `anywhere` per account, so wide that a
 * stranger does not easily lock its owner out; `own` is for a person who is signed in and proves their present password.
 */
const BUDGETS = {
  here: { points: 10, seconds: SECONDS },
  anywhere: { points: 100, seconds: SECONDS },
  own: { points: 10, seconds: SECONDS },
  /** How often an account was forgiven while failures from before may still be remembered. */
  forgiven: { points: 1_000_000, seconds: SECONDS },
} as const;

/** Counts as a failure from the moment it begins, so that many at the same moment are no more than the same one after another. */
export interface Attempt {
  succeeded(): Promise<void>;
}

export interface SignInAttempts {
  /** Raises HTTP_RATE_LIMITED after too many failures, even for the right password. */
  begin(account: string, address: string): Promise<Attempt>;
  /** A person proves their own password. Raises HTTP_RATE_LIMITED. */
  prove(userId: string): Promise<Attempt>;
  /** A new password was chosen by mail: old failures count no longer, from whatever address they came. */
  forgive(account: string): Promise<void>;
}

export function createSignInAttempts(): SignInAttempts {
  const limits = createRateLimits(BUDGETS);
  return {
    async begin(account, address) {
      // What came before the account was forgiven stands under another name, and is forgotten in its time.
      const place = `${account} ${await limits.spent("forgiven", account)} ${address}`;
      await limits.spend("here", place);
      await limits.spend("anywhere", account);
      return {
        async succeeded() {
          await limits.reset("here", place);
          await limits.giveBack("anywhere", account);
        },
      };
    },
    async prove(userId) {
      await limits.spend("own", userId);
      return { succeeded: () => limits.reset("own", userId) };
    },
    async forgive(account) {
      await limits.spend("forgiven", account);
      await limits.reset("anywhere", account);
    },
  };
}
