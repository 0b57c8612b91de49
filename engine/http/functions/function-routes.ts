import type { FunctionDeclaration } from "../../contract/index.ts";
import { type FunctionInput, type FunctionRunner, type RunOptions, TIME_LIMIT_MS } from "../../functions/index.ts";
import type { JobQueue } from "../../jobs/index.ts";
import { fail } from "../../kernel/index.ts";
import { json } from "../exchange/answer.ts";
import { jobAnswer } from "../operations/operation-schemas.ts";
import { startJob } from "../operations/start-job.ts";
import { type MemberCall, pathParam } from "../routing/call.ts";
import type { Gate } from "../routing/gate.ts";
import { type Route, route } from "../routing/route.ts";
import { type FunctionAnswer, functionAnswer, functionCall } from "./function-schemas.ts";

/** Job kind of a function that runs in the background; its input is a `FunctionJob`. */
export const RUN_FUNCTION_JOB = "run_function";

export interface FunctionJob {
  readonly function: string;
  readonly input: FunctionInput;
  readonly preview: boolean;
}

export interface FunctionRoutePorts {
  readonly functions: FunctionRunner;
  readonly jobs: JobQueue;
}

export function functionRoutes(gate: Gate, { functions, jobs }: FunctionRoutePorts): readonly Route[] {
  return [
    route({
      method: "POST",
      path: "/api/v1/functions/:function",
      access: gate.member,
      limit: "heavy",
      summary: { fr: "Appeler une fonction", en: "Call a function" },
      body: functionCall,
      answers: { 200: functionAnswer, 202: jobAnswer },
      async handle(call, { input = {}, preview, background }) {
        const declaration = offered(call, pathParam(call, "function"));
        const job: FunctionJob = { function: declaration.id, input, preview: preview === true };
        return background === true || isLong(declaration)
          ? startJob(jobs, call, { kind: RUN_FUNCTION_JOB, input: { ...job } })
          : json(await runFunction(functions, call.ctx, job));
      },
    }),
  ];
}

/** All or nothing, or nothing at all. */
export async function runFunction(
  functions: FunctionRunner,
  ctx: MemberCall["ctx"],
  job: FunctionJob,
  watch: Omit<RunOptions, "mode"> = {},
): Promise<FunctionAnswer> {
  const mode = job.preview ? "preview" : "whole";
  const { output, done, documents } = await functions.run(ctx, job.function, job.input, { mode, ...watch });
  return { preview: job.preview, output, done, documents };
}

/** What is not offered to programs does not exist for them. Raises FUNCTION_UNKNOWN. */
function offered({ ctx }: MemberCall, id: string): FunctionDeclaration {
  const declaration = ctx.registry.functions.get(id);
  return declaration?.offered?.api === true ? declaration : fail("FUNCTION_UNKNOWN", { function: id });
}

/** Nobody holds a connection open for what may take minutes. */
const isLong = ({ time_limit_ms = TIME_LIMIT_MS }: FunctionDeclaration) => time_limit_ms > TIME_LIMIT_MS;
