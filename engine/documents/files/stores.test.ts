import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { FileStore } from "../index.ts";
import { refusal } from "../tests/refusal.ts";
import { createDiskStore } from "./disk-store.ts";
import { newFileKey } from "./file-key.ts";
import { createS3Store } from "./s3-store.ts";

let folder: string;
let stopS3: () => Promise<void>;
const stores: Record<string, FileStore> = {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "perfex-files-"));
  stores["disk"] = createDiskStore(join(folder, "disk"));
  const { default: S3rver } = (await import("s3rver" as string)) as { readonly default: S3rverClass };
  const server = new S3rver({
    address: "127.0.0.1",
    port: 0,
    silent: true,
    directory: join(folder, "s3"),
    configureBuckets: [{ name: "files", configs: [] }],
  });
  const address = await server.run();
  stopS3 = () => server.close();
  stores["S3"] = createS3Store({
    bucket: "files",
    region: "eu-west-1",
    endpoint: `http://127.0.0.1:${address.port}`,
    accessKeyId: "S3RVER",
    secretAccessKey: "S3RVER",
    prefix: "attachments/",
  });
});
afterAll(async () => {
  await stopS3();
  await rm(folder, { recursive: true });
});

type S3rverClass = new (options: object) => { run(): Promise<{ readonly port: number }>; close(): Promise<void> };

describe.each(["disk", "S3"])("a file store on %s", (name) => {
  test("gives back what was put, and no more once it is removed", async () => {
    const store = stores[name]!;
    const key = newFileKey();
    const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index % 251);
    await store.put(key, bytes, "application/octet-stream");
    expect((await buffer(await store.get(key))).equals(Buffer.from(bytes))).toBe(true);
    await store.remove(key);
    expect((await refusal(store.get(key))).code).toBe("FILE_MISSING");
    await store.remove(key);
  });

  test.each(["../../etc/passwd", "", "a/b", "0".repeat(47)])("takes no key of others' making: %p", async (key) => {
    const store = stores[name]!;
    expect((await refusal((async () => store.put(key, new Uint8Array([1]), "text/plain"))())).code).toBe(
      "FILE_KEY_INVALID",
    );
    expect((await refusal((async () => store.get(key))())).code).toBe("FILE_KEY_INVALID");
  });
});

test("a disk store leaves no unfinished file behind", async () => {
  await stores["disk"]!.put(newFileKey(), new Uint8Array([1, 2]), "text/plain");
  const names = await readdir(join(folder, "disk"), { recursive: true });
  expect(names.filter((name) => name.endsWith(".part"))).toEqual([]);
});

describe("a bucket that does not answer", () => {
  let server: Server;
  beforeAll(async () => {
    server = createServer((_request, response) => response.writeHead(500).end());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterAll(() => void server.close());

  test("is told as such", async () => {
    const { port } = server.address() as { readonly port: number };
    const store = createS3Store({
      bucket: "b",
      region: "r",
      endpoint: `http://127.0.0.1:${port}`,
      accessKeyId: "a",
      secretAccessKey: "s",
    });
    expect((await refusal(store.put(newFileKey(), new Uint8Array([1]), "text/plain"))).code).toBe("FILE_STORE_FAILED");
  });
});
