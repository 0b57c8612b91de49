const STORAGE_KEY = "perfex-organization";

export function lastOrganization(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY);
  } catch {
    return null;
  }
}

export function rememberOrganization(slug: string): void {
  try {
    localStorage.setItem(STORAGE_KEY, slug);
  } catch {
    // Only a convenience.
  }
}
