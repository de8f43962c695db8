import { beforeAll, expect, test } from "vitest";
import { anOrder } from "../orders/an-order.ts";
import { exampleSetting } from "../world/example-setting.contract.ts";
import type { Setting } from "../world/setting.ts";
import { compareAccounts, compareMapping } from "./compare-accounts.ts";
import { openTestedAccount } from "./tested-account.ts";

let example: Setting;

beforeAll(async () => {
  example = await exampleSetting();
});

const SANDBOX = "1234567_SB1";
const PRODUCTION = "1234567";

interface Change {
  readonly masterData?: Setting["masterData"];
  readonly account?: Setting["account"];
  readonly rules?: Setting["rules"];
}

/** The example's orders alone, with their mapping changed. */
function pair(changes: { mapping?: (text: string) => string; sandbox?: Change; production?: Change } = {}) {
  const flows = example.flows
    .filter(({ kind }) => kind === "shopify-orders")
    .map((flow) => ({
      ...flow,
      mapping: { ...flow.mapping, text: changes.mapping?.(flow.mapping.text) ?? flow.mapping.text },
    }));
  const tested = (accountId: string, { account, ...change }: Change = {}) => ({
    accountId,
    setting: { ...example, flows, ...change, account: { ...account, accountId } },
  });
  return { sandbox: tested(SANDBOX, changes.sandbox), production: tested(PRODUCTION, changes.production) };
}

const without = (recordType: string, name: string): Setting["masterData"] =>
  example.masterData.filter(
    ({ recordType: type, body }) => type !== recordType || ![body["name"], body["itemId"]].includes(name),
  );

const named = (from: string, to: string): Setting["masterData"] =>
  example.masterData.map((record) =>
    record.body["name"] === from ? { ...record, body: { ...record.body, name: to } } : record,
  );

const ORDER = anOrder(18).withLines([{ sku: "ACME-MUG-RED", quantity: 2, price: "15.00" }]);
const ORDERS = [{ key: ORDER.key, raw: ORDER.toJson() }];

const LOCATION = `      - to: location
        lookup: { record: location, by: name, value: Main Warehouse }
        required: true
        master: source
`;

/** In its place the row of a mapping that somebody has made to fit one account. */
const insteadOfLocation = (row: string) => (text: string) => {
  expect(text).toContain(LOCATION);
  return text.replace(LOCATION, row);
};

const inSandbox = (recordType: string, where: Readonly<Record<string, unknown>>): string =>
  openTestedAccount(pair().sandbox).account.records.find(recordType, where)?.id ?? "none";

test("a mapping that goes by names gets the same answers, though no internal id is the same", async () => {
  const location = { name: "Main Warehouse" };
  const ids = Object.values(pair()).map(
    (tested) => openTestedAccount(tested).account.records.find("location", location)?.id,
  );
  expect(ids[0]).not.toBe(ids[1]);
  expect(await compareMapping(pair(), ORDERS)).toEqual([]);
  expect(compareAccounts(pair())).toEqual([]);
});

test("an internal id that was let pass with a reason is named with what each account says of it", async () => {
  const id = inSandbox("location", { name: "Main Warehouse" });
  const mapping = insteadOfLocation(
    `      - to: location\n        static: "${id}"\n        because: The warehouse never moves.\n`,
  );
  const [found, ...more] = await compareMapping(pair({ mapping }), ORDERS);
  expect(more).toEqual([]);
  expect(found).toMatchObject({
    field: "salesOrder.location",
    file: expect.stringContaining("shopify-orders.yaml"),
    line: expect.any(Number),
    about: `internal id ${id}`,
    sandbox: `${id} is "Main Warehouse"`,
    production: `no location has internal id ${id}`,
  });
});

test("an internal id that is there in both, but is somebody else in production, is named too", async () => {
  const firstInternalId = 500;
  const account = { firstInternalId };
  const swapped: Readonly<Record<string, string>> = {
    "Main Warehouse": "Returns Depot",
    "Returns Depot": "Main Warehouse",
  };
  const masterData = example.masterData.map((record) => ({
    ...record,
    body: { ...record.body, ...nameIn(swapped, record.body["name"]) },
  }));
  const id = openTestedAccount(pair({ sandbox: { account } }).sandbox).account.records.find("location", {
    name: "Main Warehouse",
  })?.id;
  const mapping = insteadOfLocation(
    `      - to: location\n        from: '"${id}"'\n        because: As before.\n`,
  );
  const found = await compareMapping(
    pair({ mapping, sandbox: { account }, production: { account, masterData } }),
    ORDERS,
  );
  expect(found).toMatchObject([
    {
      field: "salesOrder.location",
      sandbox: `${id} is "Main Warehouse"`,
      production: `${id} is "Returns Depot"`,
    },
  ]);
});

const nameIn = (names: Readonly<Record<string, string>>, name: unknown) =>
  typeof name === "string" && name in names ? { name: names[name] } : {};

test("a name that production does not have is named with the field that looks it up", async () => {
  const found = await compareMapping(
    pair({ production: { masterData: named("Main Warehouse", "Warehouse 1") } }),
    ORDERS,
  );
  expect(found).toContainEqual(
    expect.objectContaining({
      field: "salesOrder.location",
      about: 'the location whose name is "Main Warehouse"',
      sandbox: expect.stringContaining("is there"),
      production: "is not there",
    }),
  );
});

test("one code for two different records is named by what the delivered orders hold", async () => {
  const mapping = insteadOfLocation(
    "      - to: location\n        lookup: { record: location, by: externalId, value: MAIN }\n",
  );
  const called = (name: string) => ({
    masterData: example.masterData.map((record) =>
      record.body["name"] === name ? { ...record, body: { ...record.body, externalId: "MAIN" } } : record,
    ),
  });
  const found = await compareMapping(
    pair({ mapping, sandbox: called("Main Warehouse"), production: called("Returns Depot") }),
    ORDERS,
  );
  expect(found).toMatchObject([
    {
      field: "salesOrder.location",
      line: expect.any(Number),
      about: `order ${ORDER.key}`,
      sandbox: "Main Warehouse",
      production: "Returns Depot",
    },
  ]);
});

test("an item that production lacks is named, for whichever order asks for it", async () => {
  const production = { masterData: without("inventoryItem", "ACME-MUG-RED") };
  const [found] = await compareMapping(pair({ production }), ORDERS);
  expect(found).toMatchObject({
    field: "salesOrder.item.item",
    about: 'the inventoryItem whose itemId is "ACME-MUG-RED"',
    production: "is not there",
  });
});

test("a custom field that production lacks is named", async () => {
  const mapping = insteadOfLocation(`${LOCATION}      - to: custbody_channel\n        static: web\n`);
  const custom = { custbody_channel: { type: "text" } } as const;
  const sandbox = { account: { catalogue: { customFields: "defined", custom } } } as const;
  const production = { account: { catalogue: { customFields: "defined" } } } as const;
  const found = await compareMapping(pair({ mapping, sandbox, production }), ORDERS);
  expect(found).toMatchObject([
    { field: "salesOrder.custbody_channel", sandbox: "is there", production: "is not there" },
  ]);
  expect(compareAccounts(pair({ sandbox, production }))).toEqual([
    { kind: "custom field", name: "custbody_channel", sandbox: "is there", production: "is not there" },
  ]);
});

test("a form that production calls by another id is named", async () => {
  const mapping = insteadOfLocation(
    `${LOCATION}      - to: customForm\n        static: "68"\n        because: The web form.\n`,
  );
  const forms = (id: string) => ({
    account: { catalogue: { forms: { salesOrder: { [id]: "Web order" } } } },
  });
  const found = await compareMapping(
    pair({ mapping, sandbox: forms("68"), production: forms("101") }),
    ORDERS,
  );
  expect(found).toMatchObject([
    {
      field: "salesOrder.customForm",
      sandbox: '68 is "Web order"',
      production: "nothing has internal id 68",
    },
  ]);
});

test("what production alone insists on is named, though no row of the mapping writes it", async () => {
  const department = { required: true } as const;
  const production = { account: { catalogue: { fields: { salesOrder: { department } } } } };
  const [found] = await compareMapping(pair({ production }), ORDERS);
  expect(found).toMatchObject({
    line: null,
    sandbox: "delivered",
    production: expect.stringContaining("Please enter value(s) for: Department"),
  });
});

test("a stale sandbox: records, roles, rules and forms that differ are told by name", () => {
  const differences = compareAccounts(
    pair({
      sandbox: { account: { role: { levels: { salesOrder: "view" } } } },
      production: {
        masterData: [...without("location", "Returns Depot"), NEW_ITEM],
        rules: { addressTotalLength: 300 },
        account: { catalogue: { forms: { salesOrder: { "101": "Web order" } } } },
      },
    }),
  );
  expect(differences).toEqual([
    { kind: "record", name: "inventoryItem NEW-ITEM", sandbox: "is not there", production: "is there" },
    { kind: "record", name: "location Returns Depot", sandbox: "is there", production: "is not there" },
    { kind: "form", name: "salesOrder Web order", sandbox: "is not there", production: '"there"' },
    { kind: "role", name: "salesOrder", sandbox: '"view"', production: "is not there" },
    { kind: "rule", name: "addressTotalLength", sandbox: "250", production: "300" },
  ]);
});

const NEW_ITEM = { recordType: "inventoryItem", body: { itemId: "NEW-ITEM" } };

test("of a record that is in both, only what differs is told", () => {
  const masterData = example.masterData.map((record) =>
    record.body["itemId"] === "ACME-MUG-RED"
      ? { ...record, body: { ...record.body, displayName: "Mug, crimson" } }
      : record,
  );
  const [found, ...more] = compareAccounts(pair({ production: { masterData } }));
  expect(more).toEqual([]);
  expect(found?.name).toBe("inventoryItem ACME-MUG-RED");
  expect(found?.production).toContain("Mug, crimson");
});
