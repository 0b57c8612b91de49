import { readFile } from "node:fs/promises";
import type { Client } from "pg";

/** Processor time so far, in microseconds; null where the system does not tell (it is read from Linux' /proc). */
export interface ProcessorTime {
  readonly node_us: number;
  readonly postgres_us: number;
}

/** Linux counts in hundredths of a second. */
const TICK_US = 10_000;

/** What a server and the whole of Postgres have used: unlike a rate, hardly changed by what else the machine does. */
export async function processorTime(server: number, postmaster: number): Promise<ProcessorTime | null> {
  try {
    const node = await ticksOf(server);
    const parent = await ticksOf(postmaster);
    const children = (await readFile(`/proc/${postmaster}/task/${postmaster}/children`, "utf8")).trim().split(" ");
    // A process that has ended since counts among the ended ones next time.
    const living = await Promise.all(children.map((pid) => ticksOf(Number(pid)).catch(() => ({ own: 0, ended: 0 }))));
    const backends = living.reduce((sum, { own }) => sum + own, parent.own + parent.ended);
    return { node_us: node.own * TICK_US, postgres_us: backends * TICK_US };
  } catch {
    return null;
  }
}

/** Number of the process whose children the server's connections are. */
export async function postmasterOf(client: Client): Promise<number> {
  const { rows } = await client.query<{ text: string }>("select pg_read_file('postmaster.pid') as text");
  return Number(rows[0]?.text.split("\n")[0]);
}

async function ticksOf(pid: number): Promise<{ readonly own: number; readonly ended: number }> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8");
  // The name, in brackets, may hold spaces.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const at = (position: number) => Number(fields[position - 3]);
  return { own: at(14) + at(15), ended: at(16) + at(17) };
}
