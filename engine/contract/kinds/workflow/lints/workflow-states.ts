import { type Lint, problem } from "../../../lints/lint.ts";
import type { Filed } from "../../../metadata/metadata-model.ts";
import { suggest } from "../../../suggest.ts";
import type { Doctype, Workflow } from "../../../types/index.ts";

/** The state is held by a choice whose options are the states; transitions go between them. */
export const workflowStates: Lint<Workflow> = {
  id: "workflow-states",
  phase: "structure",
  spoilsFile: true,
  check: (filed, { model }) => [
    ...stateField(filed, model.get("doctype", filed.artefact.doctype)),
    ...unknownStates(filed),
  ],
};

function stateField({ artefact, file }: Filed<Workflow>, doctype: Doctype | undefined) {
  const field = doctype?.fields[artefact.field];
  if (!field) return [];
  if (field.type !== "choice") return [problem(file, ["field"], "METADATA_WORKFLOW_FIELD", { field: artefact.field })];
  return Object.keys(artefact.states)
    .filter((state) => !Object.hasOwn(field.options, state))
    .map((state) =>
      problem(
        file,
        ["states", state],
        "METADATA_WORKFLOW_OPTION",
        { state, field: artefact.field },
        {
          suggestion: suggest(state, Object.keys(field.options)),
        },
      ),
    );
}

function unknownStates({ artefact, file }: Filed<Workflow>) {
  const states = Object.keys(artefact.states);
  const check = (state: string, path: readonly (string | number)[]) =>
    states.includes(state)
      ? []
      : [problem(file, path, "METADATA_STATE_UNKNOWN", { state }, { suggestion: suggest(state, states) })];
  return [
    ...check(artefact.initial, ["initial"]),
    ...Object.keys(artefact.existing ?? {}).flatMap((state) => check(state, ["existing", state])),
    ...Object.entries(artefact.transitions).flatMap(([id, { from, to }]) => [
      ...from.flatMap((state, index) => check(state, ["transitions", id, "from", index])),
      ...check(to, ["transitions", id, "to"]),
    ]),
  ];
}
