import { expect, test } from "vitest";
import { acme, anOrder, RECORDS } from "../../testing/acme.ts";
import { selectRows } from "../../testing/suiteql.ts";

const ORDER = `${RECORDS}/salesOrder/eid:S-1`;

/** An order with a selection, several of them, and one on its line, in custom fields that nobody has defined. */
async function chosen() {
  const world = acme();
  const line = { item: { externalId: "ANCHOR" }, quantity: 1, rate: 5, custcol_deck: { id: "7" } };
  const body = anOrder({
    item: { items: [line] },
    custbody_channel: { id: "3" },
    custbody_tags: { items: [{ id: "1" }, { id: "2" }] },
    custbody_note: "plain",
  });
  const answer = await world.call("PUT", ORDER, { body });
  return { ...world, answer };
}

test("a selection is taken at the caller's word and reads back as one", async () => {
  const { answer, call } = await chosen();
  expect(answer.status).toBe(204);
  expect((await call("GET", `${ORDER}?expandSubResources=true`)).json).toMatchObject({
    custbody_channel: { links: [], id: "3" },
    custbody_tags: {
      items: [
        { links: [], id: "1" },
        { links: [], id: "2" },
      ],
      totalResults: 2,
    },
    custbody_note: "plain",
    item: { items: [{ custcol_deck: { links: [], id: "7" } }] },
  });
});

test("what reads back can be sent again", async () => {
  const { call } = await chosen();
  const { custbody_channel, custbody_tags } = (await call("GET", ORDER)).json ?? {};
  expect((await call("PATCH", ORDER, { body: { custbody_channel, custbody_tags } })).status).toBe(204);
});

test("SuiteQL has the ids, and a list is filtered by them", async () => {
  const { account, call, ...world } = await chosen();
  const [order] = account.records.list("salesOrder");
  expect(
    await selectRows(
      { call, ...world },
      "SELECT custbody_channel c, custbody_tags t FROM transaction WHERE custbody_channel = 3",
    ),
  ).toEqual([{ c: "3", t: "1, 2" }]);
  for (const query of ["custbody_channel IS 3", "custbody_channel ANY_OF [3, 9]"]) {
    const { json } = await call("GET", `${RECORDS}/salesOrder?q=${encodeURIComponent(query)}`);
    expect(json?.["items"], query).toMatchObject([{ id: order?.id }]);
  }
});

test.each([{}, { name: "Web" }, { items: [{}] }])("%j is no selection", async (value) => {
  const body = anOrder({ custbody_channel: value });
  expect((await acme().call("PUT", ORDER, { body })).status).toBe(400);
});
