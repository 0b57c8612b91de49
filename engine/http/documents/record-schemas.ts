import {
  anyJson,
  instant,
  integer,
  listOf,
  localized,
  named,
  nullable,
  object,
  optional,
  recordOf,
  type Static,
  text,
} from "../schemas/schema.ts";

/* What hangs on a document: history, comments, tags, files. */

export const historyAnswer = named(
  "HistoryEntry",
  object({
    id: text(),
    version: integer(),
    verb: text(),
    /** What was done, in words that follow the name of who did it. */
    label: localized,
    at: instant(),
    by: text(),
    /** Name of the person; null for the system. */
    by_name: nullable(text()),
    reason: nullable(text()),
    changes: listOf(
      object({
        /** Field id; for a table with `row` and `column`. */
        field: text(),
        row: optional(text()),
        column: optional(text()),
        /** The field as the metadata names it. */
        label: localized,
        before: anyJson,
        after: anyJson,
      }),
    ),
    /** What documents are called, by id, that changed links pointed to and the reader may read; of a creation none. */
    titles: recordOf(text()),
  }),
);
export type HistoryAnswer = Static<typeof historyAnswer>;

const AUTHOR = { created_at: instant(), created_by: text(), created_by_name: nullable(text()) };

export const commentBody = object({ body: text({ minLength: 1 }) });
export const commentAnswer = named("Comment", object({ id: text(), body: text(), ...AUTHOR }));
export type CommentAnswer = Static<typeof commentAnswer>;

export const tagBody = object({ tag: text({ minLength: 1 }) });
export const tagsAnswer = object({ items: listOf(text()) });

/**
 * Bytes: GET /api/v1/attachments/:id. For a file or image field before its document is saved: POST /api/v1/:doctype/uploads/:field.
 */
export const attachmentAnswer = named(
  "Attachment",
  object({
    id: text(),
    file_name: text(),
    content_type: text(),
    size_bytes: integer(),
    sha256: text(),
    ...AUTHOR,
  }),
);
export type AttachmentAnswer = Static<typeof attachmentAnswer>;
