import type { Job } from "../../jobs/index.ts";
import type { JobAnswer, Json } from "../api-types.ts";

export function toJob({ organization: _, user: __, result, ...job }: Job): JobAnswer {
  return { ...job, result: result as Json };
}
