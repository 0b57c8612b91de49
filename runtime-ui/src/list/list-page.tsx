import { useMediaQuery } from "@mantine/hooks";
import { useParams } from "react-router";
import { NotFound } from "../shared/not-found.tsx";
import { ListFrame } from "./list-frame.tsx";
import { useListModel } from "./use-list-model.ts";
import { useListState } from "./use-list-state.ts";
import { VIEW_BODIES } from "./view-bodies.ts";

/** All documents of one doctype, in what its view is shown in on a desk and on a phone. */
export function ListPage() {
  const { doctype: doctypeId = "" } = useParams();
  const [state, update] = useListState();
  const model = useListModel(doctypeId, state.view);
  const isPhone = useMediaQuery("(max-width: 47.99em)", false, { getInitialValueInEffect: false });
  if (!model) return <NotFound />;
  const Body = VIEW_BODIES[model.view.kind][isPhone ? "phone" : "desk"];
  const key = `${doctypeId}:${model.view.id}`;
  return (
    <ListFrame key={key} model={model} state={state} update={update}>
      {(controls) => <Body model={model} state={state} update={update} controls={controls} />}
    </ListFrame>
  );
}
