export { createJobQueue } from "./job-queue.ts";
export { CHANGES_CHANNEL, type ChangeNotice, createOutboxRelay, type OutboxRelay } from "./outbox-relay.ts";
export { JOB_TABLES } from "./platform-tables.ts";
export type * from "./types.ts";
