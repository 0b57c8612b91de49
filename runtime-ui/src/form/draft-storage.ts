import type { FormValues } from "./model/types.ts";

/** Unsaved work of one document, kept on the device until it is saved or thrown away. */
export interface StoredDraft {
  readonly values: FormValues;
  /** Version the work began from; null for a new document. */
  readonly version: number | null;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const PREFIX = "perfex-draft:";
const AGE_MAX_MS = 30 * 86_400_000;

export interface DraftPlace {
  readonly user: string;
  readonly organization: string;
  readonly doctype: string;
  readonly id: string;
}

const keyOf = ({ user, organization, doctype, id }: DraftPlace) => `${PREFIX}${user}:${organization}:${doctype}:${id}`;

export function readDraft(place: DraftPlace): StoredDraft | null {
  try {
    const text = localStorage.getItem(keyOf(place));
    const draft = text ? (JSON.parse(text) as StoredDraft) : null;
    return draft && Date.now() - draft.at < AGE_MAX_MS ? draft : null;
  } catch {
    return null;
  }
}

export function writeDraft(place: DraftPlace, draft: StoredDraft): void {
  try {
    localStorage.setItem(keyOf(place), JSON.stringify(draft));
  } catch {
    // Full or blocked storage: leaving still warns, only a reload would lose the work.
  }
}

export function removeDraft(place: DraftPlace): void {
  try {
    localStorage.removeItem(keyOf(place));
  } catch {
    // Nothing was stored then.
  }
}
