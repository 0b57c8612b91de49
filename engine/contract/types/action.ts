/** What one may do with a document; a role allows it per doctype. */
export const ACTIONS = [
  "read",
  "create",
  "update",
  "delete",
  "submit",
  "cancel",
  "amend",
  "print",
  "import",
  "export",
  "comment",
] as const;
export type Action = (typeof ACTIONS)[number];

/** What one does with a document that is stored, besides the transitions of its workflow and its conversions. */
export const DOCUMENT_VERBS = ["update", "submit", "cancel", "amend", "duplicate", "delete"] as const;
export type DocumentVerb = (typeof DOCUMENT_VERBS)[number];

/** What leaves a stored document as it is, and still needs a right to it: files, comments and tags are comments on it. */
export const SIDE_ACTIONS = ["print", "comment"] as const;
export type SideAction = (typeof SIDE_ACTIONS)[number];
