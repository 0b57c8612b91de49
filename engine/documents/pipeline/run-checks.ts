import type { Run, Stage } from "../run/stage.ts";
import { newWork, type Subject, type Work } from "../run/work.ts";
import { WritePlan } from "../run/write-plan.ts";
import { compute } from "./stages/compute.ts";
import { permit } from "./stages/permit.ts";
import { STAGES } from "./stages.ts";

/** Everything that comes before the first write, for all documents of a run; those refused are in `run.refused`. */
export const runChecks = (run: Run, subjects: readonly Subject[]): Promise<readonly Work[]> =>
  runThrough(run, subjects, STAGES);

/** May it be done at all: the checks as far as the rights on each document. */
export const runGuards = (run: Run, subjects: readonly Subject[]): Promise<readonly Work[]> =>
  runThrough(run, subjects, GUARDS);

/** What it would be: values computed, whatever stands against writing them. */
export const runComputing = (run: Run, subjects: readonly Subject[]): Promise<readonly Work[]> =>
  runThrough(run, subjects, COMPUTING);

const COMPUTING = STAGES.slice(0, STAGES.indexOf(compute) + 1);
const GUARDS = STAGES.slice(0, STAGES.indexOf(permit) + 1);

async function runThrough(run: Run, subjects: readonly Subject[], stages: readonly Stage[]): Promise<readonly Work[]> {
  const reach = run.engine.reacher(run.request.doctype.id);
  let works: readonly Work[] = subjects.map((subject) => newWork(run.request, subject));
  for (const { name, isFor, check } of stages) {
    if (!check || works.length === 0 || isFor?.(run.request) === false) continue;
    if (reach) await reach(name);
    const taken = check(run, works);
    works = taken instanceof Promise ? await taken : taken;
  }
  return works;
}

/** What is to be written for documents that passed the checks; reads nothing. What is new is given its ids here, so no two plans are alike. */
export function planWrite(run: Run, works: readonly Work[]): WritePlan {
  const plan = new WritePlan(run.isFree);
  for (const { name, isFor, contribute } of STAGES) {
    if (!contribute || isFor?.(run.request) === false) continue;
    plan.stage = name;
    contribute(run, works, plan);
  }
  return plan;
}
