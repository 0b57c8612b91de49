import type { ServerResponse } from "node:http";
import type { Logger } from "pino";
import type { PerfexError } from "../../kernel/index.ts";
import type { Call } from "../routing/call.ts";
import type { Metrics } from "./metrics.ts";

/** One structured line and one measurement per request, by the path as declared (never as asked: ids would make endless series). */
export interface RequestLog {
  follow(call: Call, path: string, response: ServerResponse): void;
  /** Something that is not the caller's fault. */
  failure(call: Call, error: PerfexError): void;
}

export function createRequestLog(logger: Logger, metrics: Pick<Metrics, "observeRequest">): RequestLog {
  return {
    follow(call, path, response) {
      const started = performance.now();
      // A response closes once, however it ends.
      response.on("close", () => {
        const ms = performance.now() - started;
        metrics.observeRequest(call.method, path, response.statusCode, ms / 1000);
        const fields = {
          request: call.requestId,
          method: call.method,
          path: call.path,
          status: response.statusCode,
          ms: Math.round(ms * 10) / 10,
        };
        if (response.statusCode >= 500) logger.error(fields, "request failed");
        else logger.info(fields, "request");
      });
    },
    failure(call, error) {
      logger.error(
        { request: call.requestId, path: call.path, code: error.code, err: error.cause ?? error },
        "failure",
      );
    },
  };
}
