export { tidyCheckpoints } from "./job-checkpoint.ts";
export { createJobQueue } from "./job-queue.ts";
export { tidyJobs } from "./job-store.ts";
export { CHANGES_CHANNEL, type ChangeNotice, createOutboxRelay, type OutboxRelay } from "./outbox-relay.ts";
export { prepareJobTables } from "./prepare-job-tables.ts";
export type * from "./types.ts";
