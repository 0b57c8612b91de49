import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { Finding } from "../finding.ts";
import type { MetadataFile } from "../metadata/metadata-file.ts";
import { findingsOf } from "./schema-findings.ts";
import { loadSchema, type SchemaKind, SHARED_SCHEMAS } from "./schemas.ts";

/** Annotations of ours inside the schemas. */
const ANNOTATIONS = ["x-description-fr", "x-what", "tsType"];

let ajv: Ajv2020 | undefined;
const validators = new Map<SchemaKind, ValidateFunction>();

/** Compiled on first use: a process that never checks metadata pays nothing. */
function validatorOf(kind: SchemaKind): ValidateFunction {
  const known = validators.get(kind);
  if (known) return known;
  if (!ajv) {
    ajv = new Ajv2020({ allErrors: true, verbose: true, discriminator: true, ownProperties: true, strictTypes: false });
    ajv.addVocabulary(ANNOTATIONS);
    for (const name of SHARED_SCHEMAS) ajv.addSchema(loadSchema(name));
  }
  const validator = ajv.compile(loadSchema(kind));
  validators.set(kind, validator);
  return validator;
}

/** Checks one artefact against its schema. One mistake is one finding. */
export function validateArtefact(kind: SchemaKind, json: unknown, file = ""): readonly Finding[] {
  const validate = validatorOf(kind);
  if (validate(json)) return [];
  return findingsOf(validate.errors ?? [], file);
}

const validated = new WeakMap<MetadataFile, readonly Finding[]>();

/** The same for a metadata file; a file that was looked at once is not looked at again. */
export function validateFile(file: MetadataFile): readonly Finding[] {
  const known = validated.get(file) ?? validateArtefact(file.kind, file.json, file.path);
  validated.set(file, known);
  return known;
}
