import { describe, expect, test } from "@jest/globals";
import { openLibrary } from "../documents/tests/open-library.ts";
import { refusal } from "../documents/tests/refusal.ts";

const library = openLibrary();
const { documents } = library;
const complaint = (values = {}) => documents.create(library.as(), "complaint", { subject: "Noise", ...values });
const move = (id: string, transition: string, roles?: readonly string[]) =>
  documents.transition(library.as(roles), "complaint", id, transition);

describe("a workflow", () => {
  test("begins in its initial state, and nobody writes the state but by a transition", async () => {
    const { id, state } = await complaint();
    expect(state).toBe("open");
    const refused = await refusal(documents.update(library.as(), "complaint", id, { state: "settled" }));
    expect(refused).toMatchObject({ code: "FIELD_NOT_WRITABLE", pointer: "/state" });
    expect((await refusal(complaint({ state: "settled" }))).code).toBe("FIELD_NOT_WRITABLE");
  });

  test("offers what the state, the role and the conditions allow, and carries life-cycle verbs along", async () => {
    const { id } = await complaint();
    const offers = async (roles?: readonly string[]) =>
      (await documents.actions(library.as(roles), "complaint", id)).transitions.map(({ transition }) => transition);
    expect(await offers()).toEqual(["review"]);
    expect(await offers(["desk"])).toEqual([]);
    const { closed } = await documents.actions(library.as(["desk"]), "complaint", id);
    expect(closed.map(({ transition, reason }) => [transition, reason.code])).toEqual([
      ["review", "WORKFLOW_ROLE_DENIED"],
      ["settle", "ACCESS_DENIED"],
      ["drop", "ACCESS_DENIED"],
    ]);
    expect(await move(id, "review")).toMatchObject({
      state: "reviewed",
      docstatus: "draft",
      version: 2,
      is_settled: false,
    });
    const settled = await move(id, "settle");
    expect(settled).toMatchObject({ state: "settled", docstatus: "submitted", is_settled: true });
    expect(await documents.get(library.as(), "complaint", id)).toEqual(settled);
    expect(await move(id, "drop")).toMatchObject({ state: "dropped", docstatus: "cancelled" });
    const verbs = (await documents.history(library.as(), "complaint", id)).map(({ verb }) => verb);
    expect(verbs).toEqual(["cancel", "transition", "transition", "create"]);
  });

  test("says what stands in the way", async () => {
    const { id } = await complaint({ severity: 7 });
    expect((await refusal(move(id, "settle"))).code).toBe("WORKFLOW_TRANSITION_NOT_ALLOWED");
    expect((await refusal(move(id, "reveiw"))).text.en).toContain("review");
    expect((await refusal(move(id, "review", ["desk"]))).text.en).toBe(
      "Your role does not allow “review”: it takes librarian.",
    );
    await move(id, "review");
    expect((await refusal(move(id, "settle"))).text.en).toBe("The condition of “settle” is not met (severity).");
    expect((await refusal(documents.transition(library.as(), "book", (await library.book()).id, "x"))).code).toBe(
      "WORKFLOW_NONE",
    );
  });

  test("a plain submit takes the transition that carries it, or is refused like it", async () => {
    const early = await complaint();
    expect((await refusal(documents.submit(library.as(), "complaint", early.id))).code).toBe(
      "WORKFLOW_VERB_NOT_OFFERED",
    );
    await move(early.id, "review");
    expect(await documents.submit(library.as(), "complaint", early.id)).toMatchObject({
      state: "settled",
      docstatus: "submitted",
    });
    expect(await documents.cancel(library.as(), "complaint", early.id)).toMatchObject({
      state: "dropped",
      docstatus: "cancelled",
    });
  });

  test("a copy begins at the beginning", async () => {
    const { id } = await complaint();
    await move(id, "review");
    expect(await documents.duplicate(library.as(), "complaint", id)).toMatchObject({ state: "open", subject: "Noise" });
  });
});
