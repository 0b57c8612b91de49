import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { loadMetadata, resolveRegistry } from "../../registry/index.ts";
import { type Client, type HttpHarness, startHttpHarness } from "../tests/http-harness.ts";
import { librarySource } from "../tests/library.ts";

const part = (name: string, text: string) => `--x\r\nContent-Disposition: form-data; ${name}\r\n\r\n${text}`;
const FILE = part('name="file"; filename="a.csv"', "name\r\nZadig");
/** Bodies that are no form with one file, and the codes they may be refused with. */
const BODIES: Readonly<Record<string, readonly [body: string, ...codes: readonly string[]]>> = {
  cut: [FILE, "HTTP_UPLOAD_INVALID"],
  "cut within its headers": [FILE.slice(0, 40), "HTTP_UPLOAD_INVALID"],
  empty: ["", "HTTP_UPLOAD_INVALID"],
  "without a file": ["--x--\r\n", "HTTP_UPLOAD_INVALID", "HTTP_MULTIPART_REQUIRED"],
  doubled: [`${FILE}\r\n${FILE}\r\n--x--\r\n`, "HTTP_PART_REPEATED"],
  "of another name": [`${FILE.replace('"file"', '"other"')}\r\n--x--\r\n`, "HTTP_PART_UNKNOWN"],
};

let http: HttpHarness;
let boss: Client;
let visitor: Client;
let uploads: readonly string[];

beforeAll(async () => {
  http = await startHttpHarness({
    registry: resolveRegistry(loadMetadata([librarySource()])),
    importers: ["catalogue_import"],
  });
  const [first, second] = [await http.createUser("boss@example.com"), await http.createUser("visitor@example.com")];
  await http.createOrganization("town", { [first]: ["administrator"], [second]: ["visitor"] });
  [boss, visitor] = [await http.clientOf(first), await http.clientOf(second)];
  const book = String((await boss.call("POST", "/api/v1/book", { name: "Candide" })).body["id"]);
  const values: Readonly<Record<string, string>> = { doctype: "book", id: book, field: "cover", importer: "catalogue" };
  uploads = http.server.routes.flatMap(({ path, body }) =>
    body && "isUpload" in body ? [path.replace(/:(\w+)/g, (_, name: string) => values[name] ?? name)] : [],
  );
});
afterAll(() => http.close());

const FORM = { "content-type": "multipart/form-data; boundary=x" };

async function isAlive(): Promise<boolean> {
  return (await boss.call("GET", "/api/v1/book")).status === 200;
}

/** Sends without end until the server answers or closes; the status of its answer. */
function sendWithoutEnd(path: string, head: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(http.url).port), "127.0.0.1");
    const more = () => {
      while (socket.writable && socket.write(Buffer.alloc(65_536, "x")));
    };
    // Who still sends when the connection ends may not get to read the answer.
    socket.once("error", () => resolve("closed"));
    socket.once("data", (answer) => {
      socket.destroy();
      resolve(String(answer).split(" ")[1]!);
    });
    socket.on("drain", more);
    const headers = [`Host: x`, `Authorization: Bearer ${boss.token}`, `Content-Type: ${FORM["content-type"]}`];
    socket.write(`POST ${path} HTTP/1.1\r\n${headers.join("\r\n")}\r\nContent-Length: 99999999999\r\n\r\n${head}`);
    more();
  });
}

describe("what is sent to an upload", () => {
  test("there are uploads to try", () => {
    expect(uploads.length).toBeGreaterThanOrEqual(5);
  });

  test.each(Object.keys(BODIES))("%s, is refused by every route, and the server goes on", async (what) => {
    const [body, ...codes] = BODIES[what]!;
    for (const path of uploads) {
      const reply = await boss.call("POST", path, body, FORM);
      const code = String(reply.body["code"]);
      expect([path, code, reply.status >= 400 && reply.status < 500]).toEqual([
        path,
        codes.includes(code) ? code : codes,
        true,
      ]);
    }
    expect(await isAlive()).toBe(true);
  });

  test("without end, is refused by every route, and the server goes on", async () => {
    for (const path of uploads) {
      const head = part('name="file"; filename="a"', "");
      expect(["413", "closed"]).toContain(await sendWithoutEnd(path, head));
    }
    expect(await isAlive()).toBe(true);
  });

  test("is not read from somebody who has no right to what it is for", async () => {
    for (const path of uploads) {
      const reply = await visitor.call("POST", path, FILE, FORM);
      expect([path, reply.body["code"]]).toEqual([path, "ACCESS_DENIED"]);
    }
  });

  test("is not read for a document or field that does not exist", async () => {
    const ask = async (path: string) => (await boss.call("POST", path, FILE, FORM)).body["code"];
    expect(await ask("/api/v1/book/0199d3a1-7c00-7000-8000-000000000001/attachments")).toBe("DOCUMENT_NOT_FOUND");
    expect(await ask("/api/v1/book/uploads/pages")).toBe("FIELD_UNKNOWN");
    expect(await ask("/api/v1/imports/nothing")).toBe("HTTP_IMPORTER_UNKNOWN");
  });
});
