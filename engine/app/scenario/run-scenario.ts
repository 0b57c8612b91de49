import type { Scenario, ScenarioStep } from "../../contract/index.ts";
import type { OrganizationRef } from "../../database/index.ts";
import { ADMINISTRATOR_ROLE } from "../../identity/index.ts";
import { type Clock, fixedClock, isPerfexError, type PerfexError, systemClock } from "../../kernel/index.ts";
import { checkScenario, type Registry } from "../../registry/index.ts";
import type { Perfex } from "../composition/open-perfex.ts";
import type { NamedDocument } from "./scenario-values.ts";
import { runStep, type StepWorld } from "./step-verbs.ts";

/** Why a scenario did not go as told; empty when it did. */
export interface ScenarioFailure {
  /** 1 for the first step. */
  readonly step: number;
  readonly what: string;
  readonly reason: string;
}

/** Somebody who is nobody in particular: the history of a scenario names them. */
const ACTOR = { id: "00000000-0000-7000-8000-0000000005ce", email: "scenario@perfex.example" };

/** Plays a scenario's steps in order, up to the first that does not go as told. One that says what nobody knows is not begun. */
export async function runScenario(
  perfex: Perfex,
  organization: OrganizationRef,
  scenario: Scenario,
): Promise<ScenarioFailure | null> {
  const wrong = mistakeIn(await perfex.registries.current(organization.id), scenario);
  if (wrong) return wrong;
  const names = new Map<string, NamedDocument>();
  let clock: Clock = scenario.today === undefined ? systemClock : fixedClock(scenario.today);
  for (const [index, step] of scenario.steps.entries()) {
    if ("today" in step) {
      clock = fixedClock(step.today);
      continue;
    }
    const roles = [step.by ?? ADMINISTRATOR_ROLE];
    const ctx = await perfex.contexts.ofRoles(organization, { ...ACTOR, roles }, clock);
    const reason = await tryStep({ perfex, ctx, names }, step);
    if (reason !== null) return { step: index + 1, what: describeStep(step), reason };
  }
  return null;
}

/** A step that is misspelt, or names what this organization does not have: it would be passed over, or fail for a reason of its own. */
function mistakeIn(registry: Registry, scenario: Scenario): ScenarioFailure | null {
  const [first] = checkScenario(scenario, registry);
  if (!first) return null;
  const index = Number(/^\/steps\/(\d+)/.exec(first.pointer)?.[1] ?? Number.NaN);
  const step = scenario.steps[index];
  const { code, pointer, message } = first;
  return {
    step: step ? index + 1 : 0,
    what: step ? describeStep(step) : "the scenario",
    reason: `${pointer} ${message.en} [${code}]`,
  };
}

/** null when the step did what it should, failing included. */
async function tryStep(
  world: StepWorld,
  step: Exclude<ScenarioStep, { readonly today: string }>,
): Promise<string | null> {
  try {
    const reason = await runStep(world, step);
    if (reason !== null) return reason;
    return step.fails === undefined ? null : `should have failed with ${step.fails}, but succeeded`;
  } catch (error) {
    if (!isPerfexError(error)) throw error;
    if (step.fails === undefined) return told(error);
    const codes = [error.code, ...error.details.map(({ code }) => code)];
    return codes.some((code) => code === step.fails)
      ? null
      : `should have failed with ${step.fails}, but: ${told(error)}`;
  }
}

function told(error: PerfexError): string {
  const details = error.details.map(({ code, pointer, message }) => `\n    ${pointer ?? ""} ${message.en} [${code}]`);
  const cause = error.status >= 500 && error.cause instanceof Error ? `\n${error.cause.stack}` : "";
  return `${error.text.en} [${error.code}]${details.join("")}${cause}`;
}

function describeStep(step: ScenarioStep): string {
  const [verb, subject] = Object.entries(step)[0] ?? ["", ""];
  return `${verb} ${String(subject)}`;
}
