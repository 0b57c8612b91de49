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
