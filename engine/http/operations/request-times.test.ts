import { describe, expect, test } from "@jest/globals";
import { Histogram, Registry } from "prom-client";
import { RequestTimes } from "./request-times.ts";

const NAME = "request_seconds";
const HELP = "Time to answer";

describe("the times of requests", () => {
  test("read as the library of metrics writes them, by path, method and hundred of the status", async () => {
    const registry = new Registry();
    const library = new Histogram({
      name: NAME,
      help: HELP,
      labelNames: ["method", "path", "status"],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers: [registry],
    });
    const ours = new RequestTimes(NAME, HELP);
    const paths = ["/api/v1/:doctype", "/healthz"];
    const statuses = [200, 201, 304, 404, 500];
    for (const seconds of [0, 0.002, 0.0021, 0.3, 10, 11]) {
      for (const path of paths) {
        for (const method of ["GET", "POST"]) {
          for (const status of statuses) {
            library.labels(method, path, `${Math.floor(status / 100)}xx`).observe(seconds);
            ours.observe(method, path, status, seconds);
          }
        }
      }
    }
    const linesOf = (text: string) => text.trim().split("\n").sort();
    expect(linesOf(ours.render())).toEqual(linesOf(await registry.metrics()));
  });
});
