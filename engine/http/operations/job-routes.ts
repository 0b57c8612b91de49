import type { Job, JobQueue } from "../../jobs/index.ts";
import { fail, isId } from "../../kernel/index.ts";
import { items, json } from "../exchange/answer.ts";
import { type MemberCall, pathParam } from "../routing/call.ts";
import type { Gate } from "../routing/gate.ts";
import { type Route, route } from "../routing/route.ts";
import { toJob } from "./job-answer.ts";
import { jobAnswer, jobsAnswer } from "./operation-schemas.ts";

const JOB_PATH = "/api/v1/jobs/:job";

export function jobRoutes(gate: Gate, jobs: JobQueue): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/api/v1/jobs",
      access: gate.member,
      summary: { fr: "Ses travaux qui ne sont pas terminés", en: "One's own jobs that are not over" },
      answers: { 200: jobsAnswer },
      handle: async ({ ctx, identity }) => items((await jobs.open(ctx.organization, identity.id)).map(toJob)),
    }),
    route({
      method: "GET",
      path: JOB_PATH,
      access: gate.member,
      summary: { fr: "Avancement d'un travail", en: "Progress of a job" },
      answers: { 200: jobAnswer },
      handle: async (call) => json(await ofCall(call, jobs.get)),
    }),
    route({
      method: "POST",
      path: `${JOB_PATH}/continue`,
      access: gate.member,
      summary: {
        fr: "Reprendre un travail interrompu là où il en était",
        en: "Go on with an interrupted job from where it was",
      },
      answers: { 202: jobAnswer },
      handle: async (call) => json(await ofCall(call, (id) => jobs.resume(id, call.ctx)), 202),
    }),
    route({
      method: "POST",
      path: `${JOB_PATH}/dismiss`,
      access: gate.member,
      summary: { fr: "Abandonner le reste d'un travail interrompu", en: "Leave the rest of an interrupted job" },
      answers: { 200: jobAnswer },
      handle: async (call) => json(await ofCall(call, jobs.dismiss)),
    }),
  ];
}

/** Raises JOB_UNKNOWN. */
async function ofCall(call: MemberCall, act: JobQueue["get"]) {
  const id = pathParam(call, "job");
  if (!isId(id)) return fail("JOB_UNKNOWN");
  const job: Job = await act(id, call.ctx.organization, call.identity.id);
  return toJob(job);
}
