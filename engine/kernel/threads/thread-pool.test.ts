import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, describe, expect, test } from "@jest/globals";
import { PerfexError } from "../index.ts";
import { createThreadPool, type ThreadPool, type ThreadPoolOptions } from "./index.ts";

const folder = mkdtempSync(join(tmpdir(), "perfex-threads-"));
writeFileSync(join(folder, "package.json"), `{"type":"module"}`);
/** Works until the flag it is given is raised, so that a test decides when work ends. */
const SOURCE = `
  export function handle({ say, flag, fill, leave }: { say: string; flag?: Int32Array; fill?: boolean; leave?: boolean }) {
    if (flag) while (Atomics.load(flag, 0) === 0) Atomics.wait(flag, 0, 0, 1000);
    if (leave) process.exit(3);
    const kept: number[][] = [];
    while (fill) kept.push(Array.from({ length: 1000 }, (_, index) => index + kept.length));
    if (say === "wrong") throw new RangeError("no such leaf");
    return say + "!";
  }`;
writeFileSync(join(folder, "say.ts"), SOURCE);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Say {
  readonly say: string;
  readonly flag?: Int32Array;
  readonly fill?: boolean;
  readonly leave?: boolean;
}

const pools: ThreadPool<Say, string>[] = [];
afterEach(() => Promise.all(pools.splice(0).map((pool) => pool.close())));

/** Time-outs only where a test asks for them: a loaded machine is slow. */
const PATIENCE_MS = 120_000;

function open(parts: Partial<ThreadPoolOptions> = {}): ThreadPool<Say, string> {
  const pool = createThreadPool<Say, string>({
    module: pathToFileURL(join(folder, "say.ts")),
    threads: 2,
    limits: { time_ms: PATIENCE_MS, memory_mb: 64 },
    waiting_max: 10,
    faultOf: (name, fault) =>
      fault.kind === "timeout"
        ? new PerfexError("FUNCTION_TIMEOUT", { function: name, limit_ms: fault.limit_ms })
        : new PerfexError("FUNCTION_FAILED", { function: name, reason: fault.reason }),
    ...parts,
  });
  pools.push(pool);
  return pool;
}

const say = (owner: string, text: string, parts: Partial<Say> = {}) => ({
  name: text,
  owner,
  message: { say: text, ...parts },
});
const newFlag = () => new Int32Array(new SharedArrayBuffer(4));
function raise(flag: Int32Array): void {
  Atomics.store(flag, 0, 1);
  Atomics.notify(flag, 0);
}

describe("a pool of threads", () => {
  test("answers what the module returns, and tells what it throws", async () => {
    const pool = open();
    expect(await pool.call(say("a", "hello"))).toBe("hello!");
    await expect(pool.call(say("a", "wrong"))).rejects.toMatchObject({
      code: "FUNCTION_FAILED",
      params: { function: "wrong", reason: "no such leaf" },
    });
  });

  test("work that takes too long fails alone, also when it and others are of one owner", async () => {
    const pool = open({ threads: 4 });
    const [slow, flag] = [newFlag(), newFlag()];
    const running = pool.call(say("a", "beside", { flag }));
    await expect(pool.call({ ...say("a", "slow", { flag: slow }), time_ms: 50 })).rejects.toMatchObject({
      code: "FUNCTION_TIMEOUT",
      params: { function: "slow", limit_ms: 50 },
    });
    raise(flag);
    expect(await running).toBe("beside!");
    expect(await pool.call(say("a", "next"))).toBe("next!");
  });

  test("work that needs too much memory, or ends its thread, fails alone", async () => {
    const pool = open();
    await expect(pool.call(say("a", "greedy", { fill: true }))).rejects.toMatchObject({ code: "FUNCTION_FAILED" });
    await expect(pool.call(say("a", "rude", { leave: true }))).rejects.toMatchObject({ code: "FUNCTION_FAILED" });
    expect(await pool.call(say("a", "next"))).toBe("next!");
  });

  test("however much one owner asks for, another does not wait behind it", async () => {
    const pool = open();
    const flag = newFlag();
    const slow = Array.from({ length: 5 }, (_, index) => pool.call(say("a", `slow ${index}`, { flag })));
    expect(await pool.call(say("b", "quick"))).toBe("quick!");
    raise(flag);
    expect(await Promise.all(slow)).toEqual(slow.map((_, index) => `slow ${index}!`));
  });

  test("a thread that comes free goes to the owner who holds fewest", async () => {
    const pool = open({ threads: 3 });
    const [first, second, others] = [newFlag(), newFlag(), newFlag()];
    const done: string[] = [];
    const start = (owner: string, text: string, flag: Int32Array) =>
      pool.call(say(owner, text, { flag })).then((answer) => done.push(answer));
    const all = [start("a", "a1", first), start("a", "a2", others), start("b", "b1", others)];
    all.push(start("a", "a3", others), start("c", "c1", second));
    raise(first);
    await all[0];
    raise(second);
    await all[4];
    expect(done).toEqual(["a1!", "c1!"]);
    raise(others);
    await Promise.all(all);
  });

  test("more than may wait is refused at once, for this owner only", async () => {
    const pool = open({ threads: 2, waiting_max: 2 });
    const flag = newFlag();
    const kept = [1, 2, 3].map((index) => pool.call(say("a", `kept ${index}`, { flag })));
    await expect(pool.call(say("a", "too many"))).rejects.toMatchObject({ code: "THREADS_BUSY", status: 503 });
    expect(await pool.call(say("b", "other"))).toBe("other!");
    raise(flag);
    expect(await Promise.all(kept)).toEqual(["kept 1!", "kept 2!", "kept 3!"]);
  });

  test("work that nobody wants any more ends with its thread, and what waits never begins", async () => {
    const pool = open({ threads: 1 });
    const [flag, gone] = [newFlag(), new AbortController()];
    const calls = ["running", "waiting"].map((text) => pool.call({ ...say("a", text, { flag }), signal: gone.signal }));
    const ends = Promise.all(calls.map((call) => expect(call).rejects.toMatchObject({ code: "WORK_CANCELLED" })));
    gone.abort();
    await ends;
    expect(await pool.call(say("a", "next"))).toBe("next!");
  });

  test("closing leaves nobody without an answer", async () => {
    const pool = open({ threads: 1 });
    const flag = newFlag();
    const calls = [pool.call(say("a", "running", { flag })), pool.call(say("a", "waiting"))];
    const ends = Promise.all(calls.map((call) => expect(call).rejects.toMatchObject({ code: "THREADS_STOPPED" })));
    await pool.close();
    await ends;
    await expect(pool.call(say("a", "late"))).rejects.toMatchObject({ code: "THREADS_STOPPED" });
  });
});
