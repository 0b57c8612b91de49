import { useMediaQuery } from "@mantine/hooks";
import { lazy } from "react";
import { useParams } from "react-router";
import { NotFound } from "../shared/not-found.tsx";
import { ListCards } from "./list-cards.tsx";
import { ListFrame } from "./list-frame.tsx";
import { useListModel } from "./use-list-model.ts";
import { useListState } from "./use-list-state.ts";

const ListGrid = lazy(async () => ({ default: (await import("./list-grid.tsx")).ListGrid }));
const TreeGrid = lazy(async () => ({ default: (await import("../tree/tree-grid.tsx")).TreeGrid }));

/** All documents of one doctype: a grid on a desk, cards on a phone, a tree where the view says so. */
export function ListPage() {
  const { doctype: doctypeId = "" } = useParams();
  const [state, update] = useListState();
  const model = useListModel(doctypeId, state.view);
  const isPhone = useMediaQuery("(max-width: 47.99em)", false, { getInitialValueInEffect: false });
  if (!model) return <NotFound />;
  const isTree = model.view.kind === "tree" && model.doctype.tree !== undefined;
  const key = `${doctypeId}:${model.view.id}`;
  return (
    <ListFrame key={key} model={model} state={state} update={update}>
      {(controls) => {
        const props = { model, state, update, controls };
        if (isTree) return <TreeGrid {...props} />;
        return isPhone ? <ListCards {...props} /> : <ListGrid {...props} />;
      }}
    </ListFrame>
  );
}
