import type { Job } from "../../jobs/index.ts";
import type { JobAnswer, Json } from "../api-types.ts";

export function toJob({
  id,
  kind,
  status,
  progress,
  message,
  result,
  failure,
  created_at,
  finished_at,
}: Job): JobAnswer {
  return { id, kind, status, progress, message, result: result as Json, failure, created_at, finished_at };
}
