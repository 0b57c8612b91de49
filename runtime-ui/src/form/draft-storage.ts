import { countOwn, ownKey, readOwn, removeOwn, writeOwn } from "../api/own-storage.ts";
import type { TypedWork } from "./renewal/take-up.ts";

/** Unsaved work of one document, kept on the device until it is saved or thrown away. */
export interface StoredDraft extends TypedWork {
  /** Milliseconds since 1970. */
  readonly at: number;
}

const KIND = "draft";
const AGE_MAX_MS = 30 * 86_400_000;

export interface DraftPlace {
  readonly user: string;
  readonly organization: string;
  readonly doctype: string;
  readonly id: string;
}

const keyOf = ({ user, organization, doctype, id }: DraftPlace) => ownKey(user, KIND, organization, doctype, id);

export function readDraft(place: DraftPlace): StoredDraft | null {
  try {
    const draft = JSON.parse(readOwn(keyOf(place)) ?? "null") as StoredDraft | null;
    return draft?.shape && Date.now() - draft.at < AGE_MAX_MS ? draft : null;
  } catch {
    return null;
  }
}

export function writeDraft(place: DraftPlace, draft: StoredDraft): void {
  writeOwn(keyOf(place), JSON.stringify(draft));
}

export function removeDraft(place: DraftPlace): void {
  removeOwn(keyOf(place));
}

/** In all organizations: what somebody who signs out would lose. */
export function countDrafts(user: string): number {
  return countOwn(user, KIND);
}
