/** Salesforce leads through the generic signed webhook into NetSuite: Salesforce is the master. Real sockets, the example's mapping. */
import { createHmac } from "node:crypto";
import { request } from "undici";
import { expect, test } from "vitest";
import { exampleCore, SALESFORCE_SECRET } from "./example-core.ts";

type Core = Awaited<ReturnType<typeof exampleCore>>;

const LEAD = {
  Id: "00Q5e00000ABCDEEA5",
  FirstName: "Ida",
  LastName: "Invented",
  Company: "Invented Outfitters",
  Email: "ida@invented.example",
  Phone: "+1 555 010 7788",
  Status: "Open - Not Contacted",
  IsConverted: false,
  LastModifiedDate: "2026-11-23T12:00:00.000+0000",
};
const KEY = `lead/${LEAD.Id}`;

async function send(core: Core, body: string, secret = SALESFORCE_SECRET) {
  const signature = createHmac("sha256", secret).update(body).digest("base64");
  const headers = { "content-type": "application/json", "x-salesforce-signature": signature };
  const answer = await request(`${core.url}/webhooks/salesforce/leads`, { method: "POST", headers, body });
  return { status: answer.statusCode, answer: (await answer.body.json()) as { readonly entry?: number } };
}

const leadIn = (core: Core) =>
  core.recordsOf("customer").filter(({ externalId }) => externalId === `SF-L-${LEAD.Id}`);

test("a lead and each change of its status arrive in NetSuite, as one lead, the last edition counting", async () => {
  const core = await exampleCore();
  expect((await send(core, JSON.stringify(LEAD))).status).toBe(200);
  await core.until(KEY, "delivered");
  const [unqualified] = leadIn(core);
  expect(unqualified?.fields["entityStatus"]).toMatchObject({
    refName: expect.stringMatching(/Unqualified/),
  });

  const contacted = {
    ...LEAD,
    Status: "Working - Contacted",
    LastModifiedDate: "2026-11-23T12:00:01.000+0000",
  };
  await send(core, JSON.stringify(contacted));
  await expect
    .poll(() => leadIn(core)[0]?.fields["entityStatus"])
    .toMatchObject({ refName: expect.stringMatching(/Contacted/) });
  await send(
    core,
    JSON.stringify({ ...LEAD, Company: "Came late", LastModifiedDate: LEAD.LastModifiedDate }),
  );
  await core.until(KEY, "superseded");
  expect(leadIn(core)).toHaveLength(1);
  expect(core.recordsOf("lead").map(({ externalId }) => externalId)).toContain(`SF-L-${LEAD.Id}`);
});

test("what the sales team has made a customer of in NetSuite is not made a lead again", async () => {
  const core = await exampleCore();
  await send(core, JSON.stringify(LEAD));
  const { internalId } = await core.until(KEY, "delivered");
  const won = core.account.records.find("customerStatus", { name: "Closed Won" })?.id ?? "";
  await core.netsuite(`customer/${internalId}`, { entityStatus: { id: won } }, "PATCH");
  await send(core, JSON.stringify({ ...LEAD, LastModifiedDate: "2026-11-24T12:00:00.000+0000" }));
  await core.until(KEY, "skipped");
  expect(leadIn(core)[0]?.fields["entityStatus"]).toMatchObject({ id: won });
});

test("a converted lead is skipped, and one with a status that nobody knows waits for a person", async () => {
  const core = await exampleCore();
  await send(core, JSON.stringify({ ...LEAD, IsConverted: true }));
  await core.until(KEY, "skipped");
  await send(core, JSON.stringify({ ...LEAD, Id: "00Q5e00000ABCDFEA5", Status: "Dreaming" }));
  const held = await core.until("lead/00Q5e00000ABCDFEA5", "dead");
  expect(held.failure).toMatchObject({
    code: "HELD_BY_MAPPING",
    advice: expect.stringMatching(/netsuiteStatus/),
  });
  expect(leadIn(core)).toEqual([]);
});

test("a forged body is refused, and a signed one that names no lead is a dead letter with its bytes", async () => {
  const core = await exampleCore();
  expect((await send(core, JSON.stringify(LEAD), "a guess")).status).toBe(401);
  expect(await core.ledger.find({})).toEqual([]);
  for (const body of ["{", '{"hello":"world"}', "[1]", ""]) {
    const { status, answer } = await send(core, body);
    expect(status).toBe(200);
    const entry = await core.ledger.get(answer.entry ?? 0);
    expect(entry).toMatchObject({
      state: "dead",
      source: "salesforce",
      failure: { code: "UNREADABLE_ORDER" },
    });
    expect(Buffer.from(entry?.raw ?? []).toString()).toBe(body);
  }
});
