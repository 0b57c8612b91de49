import { expect, test } from "@jest/globals";
import { createMetrics } from "./metrics.ts";

test("requests are counted by method, declared path and hundred of the status, in the buckets of their time", async () => {
  const metrics = createMetrics();
  const seconds = [0, 0.002, 0.0021, 0.3, 10, 11];
  for (const method of ["GET", "POST"]) {
    for (const status of [200, 201, 304, 404, 500]) {
      for (const time of seconds) metrics.observeRequest(method, "/api/v1/:doctype", status, time);
    }
  }
  const lines = (await metrics.render()).split("\n").filter((line) => line.startsWith("perfex_http_request_seconds"));
  const of = (method: string, hundred: string) => `method="${method}",path="/api/v1/:doctype",status="${hundred}"`;
  for (const method of ["GET", "POST"]) {
    // Two of the statuses are successes.
    for (const [hundred, times] of Object.entries({ "2xx": 2, "3xx": 1, "4xx": 1, "5xx": 1 })) {
      expect(lines).toContain(`perfex_http_request_seconds_bucket{le="0.002",${of(method, hundred)}} ${2 * times}`);
      expect(lines).toContain(`perfex_http_request_seconds_bucket{le="10",${of(method, hundred)}} ${5 * times}`);
      expect(lines).toContain(`perfex_http_request_seconds_count{${of(method, hundred)}} ${6 * times}`);
    }
  }
  expect(lines.filter((line) => line.includes("_count"))).toHaveLength(8);
});
