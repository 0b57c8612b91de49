import type { JobQueue } from "../../jobs/index.ts";
import { fail, isId } from "../../kernel/index.ts";
import { json } from "../exchange/answer.ts";
import { pathParam } from "../routing/call.ts";
import type { Gate } from "../routing/gate.ts";
import { type Route, route } from "../routing/route.ts";
import { toJob } from "./job-answer.ts";
import { jobAnswer } from "./operation-schemas.ts";

export function jobRoutes(gate: Gate, jobs: JobQueue): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/api/v1/jobs/:job",
      access: gate.member,
      summary: { fr: "Avancement d'un travail", en: "Progress of a job" },
      answers: { 200: jobAnswer },
      async handle(call) {
        const id = pathParam(call, "job");
        if (!isId(id)) return fail("JOB_UNKNOWN");
        return json(toJob(await jobs.get(id, call.ctx.organization.id, call.identity.id)));
      },
    }),
  ];
}
