import type { JsonValue, NewFile } from "../../documents/index.ts";
import type { JobQueue } from "../../jobs/index.ts";
import { type Answer, json } from "../exchange/answer.ts";
import type { MemberCall } from "../routing/call.ts";
import { toJob } from "./job-answer.ts";
import type { JobAnswer } from "./operation-schemas.ts";

/** Work in the background for the person who calls: 202, and where to follow it. */
export async function startJob(
  jobs: JobQueue,
  { ctx, identity }: MemberCall,
  work: { readonly kind: string; readonly input: object; readonly file?: NewFile },
): Promise<Answer<JobAnswer>> {
  const job = await jobs.start({
    ...work,
    input: work.input as JsonValue,
    organization: ctx.organization,
    user: identity.id,
  });
  return json(toJob(job), 202, { location: `/api/v1/jobs/${job.id}` });
}
