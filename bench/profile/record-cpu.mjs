// Loaded into a server before its program (NODE_OPTIONS=--import …): the first SIGUSR2 starts a CPU profile, the second one ends it
// and writes it where RECORD_CPU_TO says, with the time the processor spent.
import { writeFileSync } from "node:fs";
import { Session } from "node:inspector/promises";
import { isMainThread } from "node:worker_threads";

const SAMPLE_US = 250;
let session = null;
let before = process.cpuUsage();

async function toggle() {
  if (session === null) {
    session = new Session();
    session.connect();
    await session.post("Profiler.enable");
    await session.post("Profiler.setSamplingInterval", { interval: SAMPLE_US });
    await session.post("Profiler.start");
    before = process.cpuUsage();
    return;
  }
  const { user, system } = process.cpuUsage(before);
  const { profile } = await session.post("Profiler.stop");
  session.disconnect();
  session = null;
  writeFileSync(process.env.RECORD_CPU_TO, JSON.stringify({ profile, cpu_ms: (user + system) / 1000 }));
}

if (isMainThread) process.on("SIGUSR2", () => void toggle());
