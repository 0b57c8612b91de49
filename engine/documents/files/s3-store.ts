import type { S3Client } from "@aws-sdk/client-s3";
import { fail, isPerfexError } from "../../kernel/index.ts";
import type { FileStore } from "../types.ts";
import { assertKey } from "./file-key.ts";

export interface S3StoreOptions {
  readonly bucket: string;
  readonly region: string;
  /** For S3-compatible storage; Amazon's own unless told. */
  readonly endpoint?: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** In front of every key, e.g. `attachments/`. */
  readonly prefix?: string;
}

type Sdk = typeof import("@aws-sdk/client-s3");
interface Connected {
  readonly sdk: Sdk;
  readonly client: S3Client;
}

/** Attachments in a bucket of S3 or a compatible store. The SDK is loaded on first use: most installations need none. */
export function createS3Store(options: S3StoreOptions): FileStore {
  let connected: Promise<Connected> | undefined;
  const connect = () => {
    connected ??= openClient(options);
    return connected;
  };
  const address = (key: string) => {
    assertKey(key);
    return { Bucket: options.bucket, Key: `${options.prefix ?? ""}${key}` };
  };
  return {
    put: (key, bytes, contentType) =>
      guarded(async () => {
        const { sdk, client } = await connect();
        const command = new sdk.PutObjectCommand({ ...address(key), Body: bytes, ContentType: contentType });
        await client.send(command);
      }),
    get: (key) =>
      guarded(async () => {
        const { sdk, client } = await connect();
        const { Body } = await client.send(new sdk.GetObjectCommand(address(key)));
        return (Body ?? fail("FILE_MISSING")) as NodeJS.ReadableStream;
      }),
    remove: (key) =>
      guarded(async () => {
        const { sdk, client } = await connect();
        await client.send(new sdk.DeleteObjectCommand(address(key)));
      }),
  };
}

async function openClient({ region, endpoint, accessKeyId, secretAccessKey }: S3StoreOptions): Promise<Connected> {
  const sdk = await import("@aws-sdk/client-s3");
  const client = new sdk.S3Client({
    region,
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: 3,
    ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
  });
  return { sdk, client };
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (isPerfexError(cause)) throw cause;
    const { name } = cause as { readonly name?: string };
    return fail(name === "NoSuchKey" || name === "NotFound" ? "FILE_MISSING" : "FILE_STORE_FAILED", {}, { cause });
  }
}
