import {
  createEnvironmentFactory,
  type EnvironmentFactory,
  organizationCurrencyPath,
  readTextPath,
} from "../../calculation/index.ts";
import { ORGANIZATION_DOCTYPE } from "../../contract/index.ts";
import type { RequestContext } from "../types.ts";
import type { LinkedRecords } from "./linked-records.ts";

/** Environments of what is computed for a request: its principal and clock, the settings that were read with the links. */
export function requestEnvironment(ctx: RequestContext, links: LinkedRecords): EnvironmentFactory {
  const { principal, registry, clock } = ctx;
  const { id, email, roles } = principal;
  const path = organizationCurrencyPath(registry.doctypes);
  const currency = path && readTextPath(links.singles.get(ORGANIZATION_DOCTYPE) ?? null, path);
  return createEnvironmentFactory(
    { user: { id, email, roles }, today: clock.today(), now: clock.now(), timeZone: clock.timeZone, currency },
    links,
  );
}
