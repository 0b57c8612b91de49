import { LEVEL_MAX } from "../../contract/index.ts";
import { type Clock, systemClock } from "../../kernel/index.ts";
import type { ReadAccess, Reader } from "./types.ts";

/** Access of the engine's own work: everything, named by the reader given. */
export function systemReadAccess(user: Reader, clock: Clock = systemClock): ReadAccess {
  const access: ReadAccess = {
    where: null,
    highestReadLevel: LEVEL_MAX,
    user,
    key: "system",
    clock,
    linked: () => access,
  };
  return access;
}
