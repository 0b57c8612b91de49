import { type Connection, prepared, type Transaction } from "../../database/index.ts";
import { fail, isPerfexError } from "../../kernel/index.ts";
import { drawNumbers } from "../numbering/draw-numbers.ts";
import type { Reach } from "../run/engine.ts";
import type { PlanStep, StatementStep, WritePlan } from "../run/write-plan.ts";

/**
 * A plan that is one statement, which is a transaction by itself; the read-back is sent right behind it. Raises
 * StaleDocument, having written nothing, when one of the plan's conditions no longer holds.
 */
export async function executeAlone(connection: Connection, plan: WritePlan, reach: Reach): Promise<void> {
  if (reach) for (const stage of [...plan.merged, "commit"]) await reach(stage);
  const writing = connection.query(prepared(plan.statement()));
  const reading = plan.readBack && quiet(connection.queryText(plan.readBack));
  try {
    plan.hear(await writing);
  } catch (error) {
    // A connection lost under a statement that writes leaves open whether it took place: that is no plain failure.
    if (isPerfexError(error) && error.code === "DATABASE_UNREACHABLE")
      fail("DATABASE_OUTCOME_UNKNOWN", {}, { cause: error });
    throw error;
  }
  // What is written is written, whatever becomes of reading it.
  if (reading) plan.asRead = await reading.catch(() => null);
}

/**
 * A plan of several statements, inside a transaction. They are sent one behind the other without waiting; answers are
 * judged in the same order, so what is wrong first is what is told. The number and the read-back go along with the COMMIT:
 * while the counter is held, nothing comes back here.
 */
export async function executePlan(tx: Transaction, plan: WritePlan, reach: Reach = null): Promise<void> {
  const sent: { readonly step: StatementStep; readonly answer: Promise<Record<string, unknown>[]> }[] = [];
  const send = (step: StatementStep) => void sent.push({ step, answer: quiet(tx.query(prepared(step.statement))) });
  const settle = async (): Promise<void> => {
    const asked: StatementStep[] = [];
    for (const { step, answer } of sent.splice(0)) {
      const rows = await answer;
      const more = step.judge?.(rows);
      if (more) asked.push({ stage: step.stage, ...more });
    }
    for (const step of asked) send(step);
    if (asked.length > 0) await settle();
  };
  for (const step of stepsOf(plan)) {
    if (reach) for (const stage of step.stage === WRITING ? plan.merged : [step.stage]) await reach(stage);
    if ("work" in step) {
      await settle();
      await step.work(tx);
      continue;
    }
    send(step);
  }
  await settle();
  const { last } = plan;
  if (last) await reach?.(last.numbering.stage);
  await reach?.("commit");
  if (last)
    tx.withCommit(prepared(drawNumbers(last.numbering, last.postings)), (rows) => {
      plan.numbers = rows.map(({ number }) => String(number));
    });
  if (plan.readBack) tx.withCommit(plan.readBack, ([row]) => (plan.asRead = textOf(row)));
  for (const run of plan.afterCommit) tx.afterCommit(run);
}

/** Awaited in its turn; what comes before it may be refused first. */
function quiet<T>(answer: Promise<T>): Promise<T> {
  answer.catch(() => undefined);
  return answer;
}

function stepsOf(plan: WritePlan): readonly PlanStep[] {
  const writing: StatementStep = {
    stage: WRITING,
    statement: plan.statement(),
    judge: (rows) => {
      plan.hear(rows);
      return null;
    },
  };
  return [...plan.before, writing, ...plan.after];
}

/** The one column of a row. */
const textOf = (row: Readonly<Record<string, unknown>> | undefined): string | null =>
  row === undefined ? null : String(Object.values(row)[0]);

const WRITING = "$writing";
