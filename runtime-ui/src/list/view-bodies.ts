import { type ComponentType, lazy } from "react";
import type { View } from "../../../engine/contract/types/index.ts";
import { ListCards } from "./list-cards.tsx";
import type { ListBodyProps } from "./list-frame.tsx";

const ListGrid = lazy(async () => ({ default: (await import("./list-grid.tsx")).ListGrid }));
const TreeGrid = lazy(async () => ({ default: (await import("../tree/tree-grid.tsx")).TreeGrid }));

interface ViewBody {
  readonly desk: ComponentType<ListBodyProps>;
  readonly phone: ComponentType<ListBodyProps>;
}

/** What each kind of view shows its documents in: a new kind that is missing here does not compile. */
export const VIEW_BODIES: Readonly<Record<View["kind"], ViewBody>> = {
  list: { desk: ListGrid, phone: ListCards },
  tree: { desk: TreeGrid, phone: TreeGrid },
};
