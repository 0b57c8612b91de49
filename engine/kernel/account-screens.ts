/**
 * Where the screens around an account are: the one list, for whoever leads there, from a screen or from a mail, and for the routes
 * that must answer.
 */
export const ACCOUNT_SCREENS = {
  signIn: "/sign-in",
  register: "/register",
  forgotPassword: "/forgot-password",
  resetPassword: "/reset-password",
  verifyEmail: "/verify-email",
} as const;

export type AccountScreen = keyof typeof ACCOUNT_SCREENS;
