import { ownKey, readOwn, writeOwn } from "../api/own-storage.ts";

const keyOf = (user: string) => ownKey(user, "organization");

export function lastOrganization(user: string): string | null {
  return readOwn(keyOf(user));
}

export function rememberOrganization(user: string, slug: string): void {
  writeOwn(keyOf(user), slug);
}
