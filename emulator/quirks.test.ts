import { expect, test } from "vitest";
import type { AccountOptions } from "./account-options.ts";
import { BEHAVIOURS } from "./fidelity/behaviours.ts";
import { quirksSchema } from "./quirks.ts";
import { type Acme, type Answer, acme, anOrder, RECORDS } from "./testing/acme.ts";
import { ASYNC, COLLECTION } from "./testing/jobs.ts";
import { deployed, JSON_TYPE, postScript, RESTLET } from "./testing/restlets.ts";
import { askSuiteql } from "./testing/suiteql.ts";

type QuirksInput = NonNullable<AccountOptions["quirks"]>;
type Ask = (world: Acme) => Promise<unknown>;

const linksOf = ({ json }: Answer) => json?.["links"] as readonly { rel: string; href: string }[];
const linkOf = (answer: Answer, rel: string) => linksOf(answer).find((link) => link.rel === rel)?.href;
const bodyOf = ({ status, json }: Answer) => ({ status, ...json });

const missing: Ask = ({ call }) => call("GET", `${RECORDS}/customer/999`).then(bodyOf);
const badReference: Ask = async ({ call }) => {
  const body = anOrder({ item: { items: [{ item: { id: "9999" }, quantity: 1 }] } });
  return (await call("POST", `${RECORDS}/salesOrder`, { body })).error;
};

function withShops({ account }: Acme): void {
  for (let at = 0; at < 40; at += 1) account.records.create("location", { name: `Shop ${at}` });
}

const shops =
  (query: string, read: (answer: Answer) => unknown): Ask =>
  async (world) => {
    withShops(world);
    return read(await world.call("GET", `${RECORDS}/location${query}`));
  };

const shopIds = ({ json }: Answer) =>
  ((json?.["items"] ?? []) as { id: string }[]).map(({ id }) => Number(id));
const isAscending = (ids: readonly number[]): boolean =>
  ids.every((id, at) => at === 0 || id > (ids[at - 1] ?? 0));

const addressOf: Ask = async ({ call, account }) => {
  const id = account.records.find("customer", { externalId: "C-1" })?.id ?? "";
  account.records.update("customer", id, {
    addressBook: { items: [{ addressBookAddress: { country: "FR" } }] },
  });
  const { json } = await call("GET", `${RECORDS}/customer/${id}?expandSubResources=true`);
  const book = json?.["addressBook"] as { items: { addressBookAddress: { country: unknown } }[] };
  return book.items[0]?.addressBookAddress.country;
};

/** Whether the second record of a batch is begun before the first is done. */
const batchTogether: Ask = async (world) => {
  const items = ["A", "B"].map((externalId) => ({ externalId, name: externalId }));
  await world.call("POST", `${RECORDS}/location`, { body: { items }, headers: COLLECTION });
  const [job] = world.account.asyncJobs();
  return job?.tasks.filter(({ startedAt }) => startedAt !== undefined).length;
};

const customers = ({ call }: Acme, headers: Readonly<Record<string, string>> = {}) =>
  call("GET", `${RECORDS}/customer`, { headers }).then(({ status }) => status);
const withCookie: Ask = (world) => customers(world, { cookie: "NS_ROUTING_VERSION=LAGGING" });
const withoutRest: Ask = (world) => {
  world.account.setAccess({ roleAllowsRest: false });
  return customers(world);
};
const atRestlet: Ask = async ({ call }) =>
  (await call("GET", "/app/site/hosting/restlet.nl", { headers: { authorization: "" } })).status;

const WASTEFUL = postScript(`
  try {
    for (;;) search.create({ type: "customer" }).run().getRange(0, 1);
  } catch ({ name }) {
    return { caught: name };
  }`);

const overLimit: Ask = async ({ call, account }) => {
  account.occupySlots(account.concurrencyLimit, 60_000);
  return bodyOf(await call("GET", `${RECORDS}/location`));
};

const detail = (text: RegExp) => [expect.objectContaining({ detail: expect.stringMatching(text) })];

/** For every switch: what is asked, and what each choice answers. */
const CASES: {
  readonly [Name in keyof QuirksInput]-?: readonly [
    ask: Ask,
    answers: readonly (readonly [choice: NonNullable<QuirksInput[Name]>, answer: unknown])[],
    options?: Partial<AccountOptions>,
  ];
} = {
  cookieHeader: [
    withCookie,
    [
      ["ignored", 200],
      ["refused", 401],
    ],
  ],
  restPermissionStatus: [
    withoutRest,
    [
      [401, 401],
      [403, 403],
    ],
  ],
  restletLoginStatus: [
    atRestlet,
    [
      [401, 401],
      [403, 403],
    ],
  ],
  errorTypeUri: [
    missing,
    [
      [
        "rfc9110",
        expect.objectContaining({ type: "https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.5" }),
      ],
      [
        "w3c",
        expect.objectContaining({
          type: "https://www.w3.org/Protocols/rfc2616/rfc2616-sec10.html#sec10.4.5",
        }),
      ],
    ],
  ],
  errorUrlName: [
    async ({ call }) => (await call("GET", `${RECORDS}/file`)).error,
    [
      ["o:errorUrl", expect.objectContaining({ "o:errorUrl": `${RECORDS}/file` })],
      ["o:urlPath", expect.objectContaining({ "o:urlPath": `${RECORDS}/file` })],
    ],
  ],
  notFoundText: [
    missing,
    [
      [
        "live",
        expect.objectContaining({ "o:errorDetails": detail(/^The record instance does not exist\./) }),
      ],
      ["help", expect.objectContaining({ "o:errorDetails": detail(/^Record does not exist\.$/) })],
    ],
  ],
  referenceError: [
    badReference,
    [
      [
        "live",
        {
          detail:
            "Error while accessing a resource. You have entered an Invalid Field Value 9999 for the following field: item.",
          "o:errorPath": "item.items[0]",
          "o:errorCode": "USER_ERROR",
        },
      ],
      [
        "help",
        {
          detail:
            "Error while accessing resource: You have entered an Invalid Field Value 9999 for the following field: item",
          "o:errorPath": "item.items[0].item",
          "o:errorCode": "INVALID_CONTENT",
        },
      ],
    ],
  ],
  externalIdNotFound: [
    async ({ call }) => (await call("GET", `${RECORDS}/customer/eid:nobody`)).error?.["o:errorCode"],
    [
      ["NONEXISTENT_ID", "NONEXISTENT_ID"],
      ["NONEXISTENT_EXTERNAL_ID", "NONEXISTENT_EXTERNAL_ID"],
    ],
  ],
  concurrencyReply: [
    overLimit,
    [
      [
        "too-many-requests",
        expect.objectContaining({
          status: 429,
          title: "Too Many Requests",
          "o:errorDetails": detail(/Request blocked\. Verify your/),
        }),
      ],
      [
        "help",
        expect.objectContaining({
          status: 429,
          title: "Bad Request",
          "o:errorCode": "USER_ERROR",
          "o:errorDetails": detail(/Request blocked\.$/),
        }),
      ],
      [
        "bad-request",
        expect.objectContaining({ status: 400, "o:errorDetails": detail(/Request blocked\.$/) }),
      ],
    ],
  ],
  createStatus: [
    async ({ call }) => (await call("POST", `${RECORDS}/location`, { body: { name: "Quay" } })).status,
    [
      [204, 204],
      [201, 201],
    ],
  ],
  previousLink: [
    shops("?limit=5&offset=5", (answer) => linksOf(answer)[0]?.rel),
    [
      ["previous", "previous"],
      ["prev", "prev"],
    ],
  ],
  lastLink: [
    shops("?limit=3", (answer) => linkOf(answer, "last")),
    [
      ["real", expect.stringMatching(/offset=12$/)],
      ["fixed", expect.stringMatching(/offset=39$/)],
    ],
  ],
  selfLink: [
    shops("?limit=5", (answer) => linkOf(answer, "self")),
    [
      ["as-called", expect.stringMatching(/location\?limit=5$/)],
      ["with-paging", expect.stringMatching(/location\?limit=5&offset=0$/)],
    ],
  ],
  rowOrder: [
    shops("", (answer) => isAscending(shopIds(answer))),
    [
      ["as-created", true],
      ["scattered", false],
    ],
  ],
  country: [
    addressOf,
    [
      ["reference", expect.objectContaining({ id: "FR" })],
      ["code", "FR"],
    ],
  ],
  lowerCaseTypes: [
    async ({ call }) => (await call("GET", `${RECORDS}/salesorder`)).status,
    [
      ["accepted", 200],
      ["refused", 400],
    ],
  ],
  asyncLocation: [
    async ({ call }) =>
      (await call("POST", `${RECORDS}/location`, { body: { name: "Quay" }, headers: ASYNC })).headers[
        "location"
      ],
    [
      ["absolute", expect.stringMatching(/^https:.*\/services\/rest\/async\/v1\/job\/\d+$/)],
      ["relative", expect.stringMatching(/^\/services\/rest\/async\/v1\/job\/\d+$/)],
    ],
  ],
  batchOrder: [
    batchTogether,
    [
      ["sequential", 1],
      ["parallel", 2],
    ],
    { latency: "lean" },
  ],
  taskList: [
    async ({ call }) => {
      const body = { items: [{ name: "A" }, { name: "B" }] };
      const { headers } = await call("POST", `${RECORDS}/location`, { body, headers: COLLECTION });
      return (await call("GET", `${headers["location"]}/task`)).json?.["count"];
    },
    [
      ["item-per-task", 2],
      ["printed", 1],
    ],
  ],
  suiteqlSubsidiary: [
    async (world) => {
      await world.call("POST", `${RECORDS}/salesOrder`, { body: anOrder() });
      const { status, json } = await askSuiteql(world, "SELECT BUILTIN.DF(subsidiary) s FROM transaction");
      return { status, items: json?.["items"] };
    },
    [
      ["hidden", expect.objectContaining({ status: 400 })],
      ["shown", { status: 200, items: [{ links: [], s: "Acme Inc" }] }],
    ],
  ],
  suiteqlWith: [
    async (world) => (await askSuiteql(world, "WITH l AS (SELECT id FROM location) SELECT id FROM l")).status,
    [
      ["accepted", 200],
      ["refused", 400],
    ],
  ],
  scriptOverUsage: [
    async ({ call }) => bodyOf(await call("POST", RESTLET, { body: {}, headers: JSON_TYPE })),
    [
      ["thrown", { status: 200, caught: "SSS_USAGE_LIMIT_EXCEEDED" }],
      ["ended", { status: 400, error: expect.objectContaining({ code: "SSS_USAGE_LIMIT_EXCEEDED" }) }],
    ],
    { restlets: deployed(WASTEFUL).restlets },
  ],
  suiteqlPage: [
    async (world) => (await askSuiteql(world, "SELECT id FROM location", { page: "?limit=3000" })).status,
    [
      [1_000, 400],
      [3_000, 200],
    ],
  ],
};

test.each(
  Object.entries(CASES).flatMap(([name, [ask, answers, options]]) =>
    answers.map(([choice, answer]) => ({ name, choice, ask, answer, options })),
  ),
)("$name: $choice", async ({ name, choice, ask, answer, options }) => {
  const isWaiting = options?.latency !== undefined;
  const world = acme({ ...options, quirks: { [name]: choice } });
  const asked = ask(world);
  if (isWaiting) {
    await new Promise((resolve) => setImmediate(resolve));
    world.clock.advance(5_000);
  }
  expect(await asked).toEqual(answer);
});

test.each(Object.entries(CASES))(
  "%s is what it was first said to be, unless an account says otherwise",
  async (_name, [ask, answers, options]) => {
    if (options?.latency !== undefined) return;
    expect(await ask(acme(options))).toEqual(answers[0]?.[1]);
  },
);

test("every switch has its row in the fidelity page", () => {
  const switches = Object.values(BEHAVIOURS)
    .flat()
    .map(({ switch: option }) => option);
  for (const name of Object.keys(quirksSchema.shape)) expect(switches).toContain(`quirks.${name}`);
});

test("a scattered list is the same every time, for the same seed", async () => {
  const ask = shops("", shopIds);
  const lists = await Promise.all(
    [1, 1, 2].map((seed) => ask(acme({ seed, firstInternalId: 100, quirks: { rowOrder: "scattered" } }))),
  );
  expect(lists[0]).toEqual(lists[1]);
  expect(lists[0]).not.toEqual(lists[2]);
});

test.each([
  ["es", /^La instancia de registro no existe/],
  ["pt", /^A instância do registro não existe/],
] as const)(
  "an account in %s words its refusals so, as far as the words are known",
  async (language, text) => {
    const world = acme({ language });
    expect((await world.call("GET", `${RECORDS}/customer/999`)).error?.["detail"]).toMatch(text);
    // Codes and statuses are the same in every language.
    expect((await world.call("GET", `${RECORDS}/customer/999`)).error?.["o:errorCode"]).toBe(
      "NONEXISTENT_ID",
    );
    expect((await world.call("GET", `${RECORDS}/customer/0x`)).error?.["detail"]).toMatch(
      /^Invalid record instance/,
    );
  },
);
