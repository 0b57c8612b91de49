import { integer, nullable, object, type Static, text } from "../schemas/schema.ts";

/**
 * `text/event-stream`; read it with fetch, so that the bearer token travels in its header. `event: change` carries this ·
 * `event: meta` (metadata or rights changed: reload /meta; carries the revision in force) · comment lines as heartbeat · `event: revoked` before the stream closes.
 */
export const changeEvent = object({ doctype: text(), id: text(), verb: text(), version: nullable(integer()) });
export type ChangeEvent = Static<typeof changeEvent>;

export const metaEvent = object({ revision: text() });
export type MetaEvent = Static<typeof metaEvent>;
