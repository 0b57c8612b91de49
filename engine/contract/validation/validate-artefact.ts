import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { mustExist } from "../../kernel/index.ts";
import type { Finding } from "../finding.ts";
import type { MetadataFile } from "../metadata/metadata-file.ts";
import { findingsOf } from "./schema-findings.ts";
import { loadSchema, SCHEMA_KINDS, type SchemaKind, SHARED_SCHEMAS } from "./schemas.ts";
import { functionSchemaFindings } from "./validate-json.ts";

/** Annotations of ours inside the schemas. */
const ANNOTATIONS = ["x-description-fr", "x-what", "tsType"];

let ajv: Ajv2020 | undefined;

/** Compiled on first use: a process that never checks metadata pays nothing. */
function validatorOf(kind: SchemaKind): ValidateFunction {
  ajv ??= createAjv();
  return mustExist(ajv.getSchema(`${kind}.schema.json`), `the schema of ${kind}`);
}

function createAjv(): Ajv2020 {
  const created = new Ajv2020({
    allErrors: true,
    verbose: true,
    discriminator: true,
    ownProperties: true,
    strictTypes: false,
    // Schemas are compiled once per process and run on a few hundred files: compiling fast matters more than running fast.
    inlineRefs: false,
    code: { optimize: false },
  });
  created.addVocabulary(ANNOTATIONS);
  for (const name of [...SHARED_SCHEMAS, ...SCHEMA_KINDS]) created.addSchema(loadSchema(name));
  return created;
}

/** Checks one artefact against its schema. One mistake is one finding. */
export function validateArtefact(kind: SchemaKind, json: unknown, file = ""): readonly Finding[] {
  const validate = validatorOf(kind);
  if (validate(json)) return kind === "function" ? functionSchemaFindings(json, file) : [];
  return findingsOf(validate.errors ?? [], file);
}

const validated = new WeakMap<MetadataFile, readonly Finding[]>();

/** The same for a metadata file; a file that was looked at once is not looked at again. */
export function validateFile(file: MetadataFile): readonly Finding[] {
  const known = validated.get(file) ?? validateArtefact(file.kind, file.json, file.path);
  validated.set(file, known);
  return known;
}
