// Entry of a limited thread: threads do not inherit the TypeScript loader of the main thread.
import { parentPort, workerData } from "node:worker_threads";
import { register } from "tsx/esm/api";

register();
const { handle } = await import(workerData.module);

parentPort.on("message", async (message) => {
  try {
    parentPort.postMessage({ answer: await handle(message) });
  } catch (error) {
    parentPort.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
});

// Loading the module is not the caller's time.
parentPort.postMessage("ready");
