const PREFIX = "perfex-own";
/** How somebody likes the screens, which tells nothing of what is in them: it waits for them to come back. */
const LIKINGS = ["columns", "organization"];

/** People who signed out here: nothing of theirs is written any more, though a screen of theirs may still be closing. */
const departed = new Set<string>();

/** Name under which something of a person is kept on the device: what has no owner has no place in the storage. */
export function ownKey(user: string, kind: string, ...names: readonly string[]): string {
  return [PREFIX, user, kind, ...names].join(":");
}

export function readOwn(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function writeOwn(key: string, text: string): void {
  if ([...departed].some((user) => key.startsWith(`${PREFIX}:${user}:`))) return;
  try {
    localStorage.setItem(key, text);
  } catch {
    // Full or blocked storage: only a convenience is lost, and leaving unsaved work still warns.
  }
}

export function removeOwn(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was stored then.
  }
}

/** Under which names the device keeps things of this kind for a person. */
export function ownKeys(user: string, kind: string): readonly string[] {
  return keysOf(`${ownKey(user, kind)}:`);
}

/** A person signs out: whatever they typed or were shown goes from the device. */
export function forgetOwn(user: string): void {
  departed.add(user);
  for (const key of keysOf(`${PREFIX}:${user}:`)) {
    if (!LIKINGS.includes(key.split(":")[2] ?? "")) removeOwn(key);
  }
}

/** A person signs in: what they do is kept again. */
export function keepOwn(user: string): void {
  departed.delete(user);
}

function keysOf(prefix: string): readonly string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}
