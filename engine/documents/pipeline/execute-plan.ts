import { type Connection, prepared, type Sql, type Transaction } from "../../database/index.ts";
import { fail, isPerfexError } from "../../kernel/index.ts";
import { StaleDocument } from "../lifecycle/stale-document.ts";
import type { PlanStep, StatementStep, WritePlan } from "./write-plan.ts";

/** Told which stage's part comes next; tests make one fail there. Null where nobody listens. */
export type Reach = ((stage: string) => Promise<void>) | null;

/**
 * A plan that is one statement, which is a transaction by itself; `readBack` is sent right behind it, and answered as
 * text. Raises StaleDocument, having written nothing, when one of the plan's conditions no longer holds.
 */
export async function executeAlone(
  connection: Connection,
  plan: WritePlan,
  readBack: Sql | null,
  reach: Reach,
): Promise<string | null> {
  if (reach) for (const stage of [...plan.merged, "commit"]) await reach(stage);
  const writing = connection.query(prepared(plan.statement()));
  const reading = readBack && connection.queryText(readBack);
  try {
    const [rows, asRead] = await Promise.all([writing, reading]);
    judgeWritten(plan, rows);
    return asRead;
  } catch (error) {
    // A connection lost under a statement that writes leaves open whether it took place: that is no plain failure.
    if (isPerfexError(error) && error.code === "DATABASE_UNREACHABLE")
      fail("DATABASE_OUTCOME_UNKNOWN", {}, { cause: error });
    throw error;
  }
}

/**
 * A plan of several statements, inside a transaction. They are sent one behind the other without waiting; answers are
 * judged in the same order, so what is wrong first is what is told. The number comes last: nothing is waited for while it
 * is held but the answer to the read-back behind it.
 */
export async function executePlan(
  tx: Transaction,
  plan: WritePlan,
  readBack: Sql | null = null,
  reach: Reach = null,
): Promise<string | null> {
  plan.numbers.length = 0;
  const sent: { readonly step: StatementStep; readonly answer: Promise<Record<string, unknown>[]> }[] = [];
  const settle = async () => {
    for (const { step, answer } of sent.splice(0)) {
      const rows = await answer;
      await step.judge?.(rows, tx);
    }
  };
  for (const step of stepsOf(plan)) {
    if (reach) for (const stage of step.stage === WRITING ? plan.merged : [step.stage]) await reach(stage);
    if ("work" in step) {
      await settle();
      await step.work(tx);
      continue;
    }
    const answer = tx.query(prepared(step.statement));
    // Awaited in its turn; what comes before it may be refused first.
    answer.catch(() => undefined);
    sent.push({ step, answer });
  }
  const reading = readBack && tx.queryText(readBack);
  reading?.catch(() => undefined);
  await settle();
  const asRead = await reading;
  await reach?.("commit");
  for (const run of plan.afterCommit) tx.afterCommit(run);
  return asRead;
}

function stepsOf(plan: WritePlan): readonly PlanStep[] {
  const writing: StatementStep = {
    stage: WRITING,
    statement: plan.statement(),
    judge: (rows) => judgeWritten(plan, rows),
  };
  return [...plan.before, writing, ...plan.after];
}

const WRITING = "$writing";

function judgeWritten(plan: WritePlan, rows: readonly Readonly<Record<string, unknown>>[]): void {
  if (rows.length < plan.count) throw new StaleDocument(plan.mayBeLink);
  plan.hear(rows);
}
