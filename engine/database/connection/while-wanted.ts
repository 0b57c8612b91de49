import pg from "pg";
import { fail } from "../../kernel/index.ts";
import { assertWanted, createTurns } from "../../kernel/threads/index.ts";
import type { Session } from "./session.ts";

const CONNECT_MS_MAX = 5_000;

/** Each takes a connection besides the pool's: many who leave at once must not take the server's last. */
const cancels = createTurns({ at_once: 4, waiting_max: Number.POSITIVE_INFINITY });

/** Works on a session until nobody wants it any more; then its statement is cancelled on the server. Raises WORK_CANCELLED. */
export async function whileWanted<S extends Pick<Session, "process" | "forsake">, T>(
  url: string,
  session: S,
  signal: AbortSignal,
  work: (session: S) => Promise<T>,
): Promise<T> {
  // Whoever left while a connection was waited for is not heard of again.
  assertWanted(signal);
  let isOver = false;
  let cancelling: Promise<void> | undefined;
  const cancel = () => {
    session.forsake();
    const stop = async () => (isOver ? undefined : await cancelStatement(url, session.process));
    cancelling = cancels.take(url, stop).catch(() => undefined);
  };
  signal.addEventListener("abort", cancel, { once: true });
  try {
    return await work(session);
  } catch (cause) {
    if (signal.aborted) fail("WORK_CANCELLED", {}, { cause });
    throw cause;
  } finally {
    isOver = true;
    signal.removeEventListener("abort", cancel);
    await cancelling;
  }
}

/** Over a connection of its own: those of the pool may all be at work. */
async function cancelStatement(url: string, process: number): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS_MAX });
  client.on("error", () => undefined);
  try {
    await client.connect();
    // Whoever stands between us and the server may have numbers of its own for processes: only one of ours is meant.
    await client.query(
      "select pg_cancel_backend(pid) from pg_stat_activity where pid = $1 and application_name = 'perfex' and datname = current_database()",
      [process],
    );
  } finally {
    await client.end();
  }
}
