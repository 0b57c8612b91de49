export type { ThreadFault, ThreadLimits } from "./limited-thread.ts";
export { createPace, inPortions, pause } from "./pauses.ts";
export { createThreadPool, type ThreadCall, type ThreadPool, type ThreadPoolOptions } from "./thread-pool.ts";
export { assertWanted, createTurns, type Turns } from "./turns.ts";
