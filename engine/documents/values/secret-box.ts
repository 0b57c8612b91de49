import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { fail } from "../../kernel/index.ts";
import type { SecretBox } from "../types.ts";

const CIPHER = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const MARK = "s1.";

/** `key`: 32 bytes. AES-256-GCM with a fresh nonce per secret. */
export function createSecretBox(key: Uint8Array): SecretBox {
  return {
    seal(text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce);
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return MARK + Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url");
    },
    open(sealed) {
      try {
        const bytes = Buffer.from(sealed.slice(MARK.length), "base64url");
        const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES));
        decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
        return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString(
          "utf8",
        );
      } catch (cause) {
        return fail("SECRET_UNREADABLE", {}, { cause });
      }
    },
  };
}

/** Without a key, a document with a secret is refused rather than stored in clear. */
export const lockedSecretBox: SecretBox = {
  seal: () => fail("SECRET_KEY_MISSING"),
  open: () => fail("SECRET_KEY_MISSING"),
};
