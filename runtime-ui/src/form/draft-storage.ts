import { ownKey, ownKeys, readOwn, removeOwn, writeOwn } from "../api/own-storage.ts";
import { thisTab } from "../api/tab.ts";
import type { TypedWork } from "./renewal/take-up.ts";

/** Unsaved work of one document, kept on the device until it is saved or thrown away. It belongs to the tab it was typed in. */
export interface StoredDraft extends TypedWork {
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What a form that is no longer open left behind in another tab. */
export interface LeftDraft extends StoredDraft {
  readonly key: string;
}

const KIND = "draft";
const AGE_MAX_MS = 30 * 86_400_000;

export interface DraftPlace {
  readonly user: string;
  readonly organization: string;
  readonly doctype: string;
  readonly id: string;
}

const keyOf = ({ user, organization, doctype, id }: DraftPlace, tab = thisTab()) =>
  ownKey(user, KIND, tab, organization, doctype, id);

export const readDraft = (place: DraftPlace): StoredDraft | null => readAt(keyOf(place));

function readAt(key: string): StoredDraft | null {
  try {
    const draft = JSON.parse(readOwn(key) ?? "null") as StoredDraft | null;
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

/**
 * As long as a form is open, no other tab offers what was typed into it; returns how it is let go. The browser lets go of it when
 * the page ends, however it does. Where there are no locks (no secure address), all other tabs' work is offered.
 */
export function holdDraft(place: DraftPlace): () => void {
  let letGo = () => {};
  const isClosed = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  void navigator.locks?.request(keyOf(place), () => isClosed);
  return letGo;
}

/**
 * May this work be gone on with, where the document is stored in this version by now? Where somebody was faster it is told against
 * the version it was begun on: saving it asks which values stay.
 */
export const goesOn = ({ stored }: StoredDraft, version: number | undefined): boolean =>
  stored === null ? version === undefined : version !== undefined && stored.version <= version;

/** What other tabs left of the document, newest first. What is too old, or nothing, goes. */
export async function leftDrafts(place: DraftPlace, version: number | undefined): Promise<readonly LeftDraft[]> {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  const own = keyOf(place);
  const isOpen = (key: string) => key === own || held.some(({ name }) => name === key);
  const keys = draftKeys(place.user).filter(({ key, tab }) => key === keyOf(place, tab) && !isOpen(key));
  const left = keys.flatMap(({ key }): readonly LeftDraft[] => {
    const draft = readAt(key);
    if (!draft) removeOwn(key);
    return draft && goesOn(draft, version) ? [{ ...draft, key }] : [];
  });
  return left.toSorted((one, other) => other.at - one.at);
}

/** Makes it this tab's: the form opened next begins from it. */
export function adoptDraft(place: DraftPlace, { key, ...draft }: LeftDraft): void {
  writeDraft(place, draft);
  removeOwn(key);
}

export const forgetLeft = ({ key }: LeftDraft): void => removeOwn(key);

/** In all organizations and tabs: what somebody who signs out would lose. */
export const countDrafts = (user: string): number => draftKeys(user).length;

type DoctypePlace = Omit<DraftPlace, "id">;

/** What was typed in this tab into forms of a doctype. */
export function draftsOf({ user, ...place }: DoctypePlace): readonly LeftDraft[] {
  const begins = keyOf({ user, ...place, id: "" });
  return ownKeys(user, KIND).flatMap((key): readonly LeftDraft[] => {
    const draft = key.startsWith(begins) ? readAt(key) : null;
    return draft ? [{ ...draft, key }] : [];
  });
}

/** A doctype is called otherwise: what was typed into its forms is found under its new name. */
export function moveDrafts({ user, organization, doctype }: DoctypePlace, to: string): void {
  for (const { key, tab } of draftKeys(user)) {
    const begins = keyOf({ user, organization, doctype, id: "" }, tab);
    const text = key.startsWith(begins) ? readOwn(key) : null;
    if (text === null) continue;
    writeOwn(keyOf({ user, organization, doctype: to, id: key.slice(begins.length) }, tab), text);
    removeOwn(key);
  }
}

function draftKeys(user: string): readonly { readonly key: string; readonly tab: string }[] {
  const begins = ownKey(user, KIND).length + 1;
  return ownKeys(user, KIND).map((key) => ({ key, tab: key.slice(begins).split(":", 1)[0]! }));
}
