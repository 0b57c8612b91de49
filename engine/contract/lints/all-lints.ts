import { childAlone } from "./child-alone.ts";
import { childUnused } from "./child-unused.ts";
import { circularRequiredLinks } from "./circular-required-links.ts";
import { computedBalance } from "./computed-balance.ts";
import { computedField } from "./computed-field.ts";
import { computedTarget } from "./computed-target.ts";
import { conversionLines } from "./conversion-lines.ts";
import { defaultAndFormula } from "./default-and-formula.ts";
import { defaultOption } from "./default-option.ts";
import { derivation } from "./derivation.ts";
import { derivationOrder } from "./derivation-order.ts";
import { duplicateId } from "./duplicate-id.ts";
import { formFields } from "./form-fields.ts";
import { formulaCycle } from "./formula-cycle.ts";
import { formulaReadsComputed } from "./formula-reads-computed.ts";
import { functionDeclaration } from "./function-declaration.ts";
import { idIsFileName } from "./id-is-file-name.ts";
import { indexedFields } from "./indexed-fields.ts";
import { kindProperties } from "./kind-properties.ts";
import { ledgerFields } from "./ledger-fields.ts";
import { ledgerGuards } from "./ledger-guards.ts";
import { ledgerNames } from "./ledger-names.ts";
import { ledgerPeriods } from "./ledger-periods.ts";
import type { Lint } from "./lint.ts";
import { menuImporter } from "./menu-importer.ts";
import { menuView } from "./menu-view.ts";
import { minAboveMax } from "./min-above-max.ts";
import { onePerDoctype } from "./one-per-doctype.ts";
import { pathReach } from "./path-reach.ts";
import { postingBalance } from "./posting-balance.ts";
import { postingDocument } from "./posting-document.ts";
import { postingKeys } from "./posting-keys.ts";
import { printExpand } from "./print-expand.ts";
import { renamedFrom } from "./renamed-from.ts";
import { reportFormulaCycle } from "./report-formula-cycle.ts";
import { reportMeasures } from "./report-measures.ts";
import { reportNames } from "./report-names.ts";
import { reportParameters } from "./report-parameters.ts";
import { reservedField } from "./reserved-field.ts";
import { searchedFields } from "./searched-fields.ts";
import { tableInChild } from "./table-in-child.ts";
import { tableNameLength } from "./table-name-length.ts";
import { tableOfChild } from "./table-of-child.ts";
import { tableValue } from "./table-value.ts";
import { translationMissing } from "./translation-missing.ts";
import { treeField } from "./tree-field.ts";
import { treeView } from "./tree-view.ts";
import { unitAndCurrency } from "./unit-and-currency.ts";
import { unknownArtefact } from "./unknown-artefact.ts";
import { unknownField } from "./unknown-field.ts";
import { unsafePattern } from "./unsafe-pattern.ts";
import { viewLabels } from "./view-labels.ts";
import { viewTotals } from "./view-totals.ts";
import { workflowAction } from "./workflow-action.ts";
import { workflowReach } from "./workflow-reach.ts";
import { workflowStates } from "./workflow-states.ts";

/** Every rule. Adding one is a file here, a code in the error catalogue and its fixtures. */
export const ALL_LINTS: readonly Lint[] = [
  childAlone,
  childUnused,
  circularRequiredLinks,
  computedBalance,
  computedField,
  computedTarget,
  conversionLines,
  defaultAndFormula,
  defaultOption,
  derivation,
  derivationOrder,
  duplicateId,
  formFields,
  formulaCycle,
  formulaReadsComputed,
  functionDeclaration,
  idIsFileName,
  indexedFields,
  kindProperties,
  ledgerFields,
  ledgerGuards,
  ledgerNames,
  ledgerPeriods,
  menuImporter,
  menuView,
  minAboveMax,
  onePerDoctype,
  pathReach,
  postingBalance,
  postingDocument,
  postingKeys,
  printExpand,
  renamedFrom,
  reportFormulaCycle,
  reportMeasures,
  reportNames,
  reportParameters,
  reservedField,
  searchedFields,
  tableInChild,
  tableNameLength,
  tableOfChild,
  tableValue,
  translationMissing,
  treeField,
  treeView,
  unitAndCurrency,
  unknownArtefact,
  unknownField,
  unsafePattern,
  viewLabels,
  viewTotals,
  workflowAction,
  workflowReach,
  workflowStates,
];
