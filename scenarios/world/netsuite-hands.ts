/** What people do in NetSuite: count a shelf, change a price, enter an order, ship one. */
import { type Account, seededRandom } from "../../emulator/index.ts";
import { signRequest } from "../../integration/index.ts";
import type { VirtualTime } from "../virtual-time/virtual-time.ts";
import type { NetSuite } from "./netsuite.ts";

export interface NetSuiteHands {
  /** The internal id of the one record of this type that matches. @throws RangeError without one */
  idOf(recordType: string, where: Readonly<Record<string, unknown>>): string;
  /** Somebody counts the shelf of the known SKU: so many more, or fewer. */
  adjustStock(by: number): void;
  /** So many more of each of these SKUs. */
  fillShelves(skus: readonly string[], by: number): void;
  /** Accounting closes the month in which every world begins; gives the period's internal id. */
  closeNovember(): string;
  /** By price level, in US dollars. */
  changePrices(levels: Readonly<Record<string, number>>): void;
  /** Somebody hands the one record of this type that matches over to a sister company, which is made for it. */
  handToSister(recordType: string, where: Readonly<Record<string, unknown>>): void;
  /** Somebody makes the customer whom the shop calls by these digits, before the shop does; gives the internal id. */
  enterCustomer(digits: string, fields?: Readonly<Record<string, unknown>>): string;
  /** Somebody merges one customer into another: his orders move, and he is gone. Both by the shop's digits. */
  mergeCustomers(digits: string, into: string): void;
  /** Somebody enters an order of the known SKU by hand; gives its internal id. */
  enterOrder(externalId: string, quantity: number): string;
  /** Ships so much of one line of the sales order; gives the internal id of the fulfilment. */
  ship(orderId: string, quantity: number, trackingNumber?: string, from?: ShippedFrom): Promise<string>;
  /** Bills the whole sales order by a cash sale; gives its internal id. */
  bill(orderId: string): Promise<string>;
}

export interface ShippedFrom {
  /** NetSuite's number of the line. @default 1 */
  readonly line?: number;
  /** By its name. @default "Main Warehouse" */
  readonly location?: string;
  /** The number of a line that stays in the house. @default none */
  readonly without?: number;
}

export function netsuiteHands(
  netsuite: NetSuite,
  { sku, time }: { readonly sku: string; readonly time: Pick<VirtualTime, "now"> },
): NetSuiteHands {
  const { records } = netsuite.account;
  const idOf = (recordType: string, where: Readonly<Record<string, unknown>>): string => {
    const found = records.find(recordType, where);
    if (found === undefined)
      throw new RangeError(`NetSuite has no ${recordType} with ${JSON.stringify(where)}`);
    return found.id;
  };
  const itemOf = (itemId: string) => ({ id: idOf("inventoryItem", { itemId }) });
  const item = () => itemOf(sku);
  const location = (name = "Main Warehouse") => ({ id: idOf("location", { name }) });
  const transform = transformerIn(netsuite, time);
  const fillShelves = (skus: readonly string[], by: number): void => {
    const items = skus.map((each) => ({ item: itemOf(each), location: location(), adjustQtyBy: by }));
    const subsidiary = { id: idOf("subsidiary", { name: "ACME Store Inc." }) };
    records.create("inventoryAdjustment", { subsidiary, account: { id: "1" }, inventory: { items } });
  };

  return {
    idOf,
    adjustStock: (by) => fillShelves([sku], by),
    fillShelves,
    changePrices(levels) {
      const currencyPage = { id: idOf("currency", { symbol: "USD" }) };
      const items = Object.entries(levels).map(([name, price]) => ({
        priceLevel: { id: idOf("priceLevel", { name }) },
        currencyPage,
        quantity: { value: "0" },
        price,
      }));
      // Lines of the price list are added to those that are there.
      records.update("inventoryItem", item().id, { price: null });
      records.update("inventoryItem", item().id, { price: { items } });
    },
    ...administration(netsuite, idOf),
    enterOrder(externalId, quantity) {
      const rate = 12;
      return records.create("salesOrder", {
        externalId,
        entity: { id: idOf("customer", { externalId: "WEB-GUEST" }) },
        subsidiary: { id: idOf("subsidiary", { name: "ACME Store Inc." }) },
        location: location(),
        orderStatus: { id: "B" },
        item: { items: [{ item: item(), quantity, rate, amount: rate * quantity }] },
      });
    },
    ship: (orderId, quantity, trackingNumber, from = {}) =>
      transform(`salesOrder/${orderId}/!transform/itemFulfillment`, {
        shipStatus: { id: "C" },
        item: {
          items: [
            { orderLine: from.line ?? 1, location: location(from.location), quantity, itemReceive: true },
            ...(from.without === undefined ? [] : [{ orderLine: from.without, itemReceive: false }]),
          ],
        },
        ...(trackingNumber === undefined
          ? {}
          : { package: { items: [{ packageWeight: 1, packageTrackingNumber: trackingNumber }] } }),
      }),
    bill: (orderId) => transform(`salesOrder/${orderId}/!transform/cashSale`, {}),
  };
}

function administration(
  { account: { records } }: NetSuite,
  idOf: NetSuiteHands["idOf"],
): Pick<NetSuiteHands, "closeNovember" | "handToSister" | "enterCustomer" | "mergeCustomers"> {
  return {
    closeNovember: () =>
      records.create("accountingPeriod", {
        periodName: "Nov 2026",
        startDate: "2026-11-01",
        endDate: "2026-11-30",
        closed: true,
      }),
    handToSister(recordType, where) {
      const id = idOf(recordType, where);
      const sister = { id: records.create("subsidiary", { name: "Sister Company", country: "US" }) };
      const isList = recordType !== "customer";
      // Companies of a list are added to those that are there.
      if (isList) records.update(recordType, id, { subsidiary: null });
      records.update(recordType, id, { subsidiary: isList ? { items: [sister] } : sister });
    },
    enterCustomer: (digits, fields = {}) =>
      records.create("customer", {
        externalId: `SHOP-C-${digits}`,
        entityId: `SHOP-C-${digits}`,
        isPerson: true,
        firstName: "Ada",
        lastName: "Example",
        subsidiary: { id: idOf("subsidiary", { name: "ACME Store Inc." }) },
        ...fields,
      }),
    mergeCustomers(digits, into) {
      const [gone, entity] = [digits, into].map((each) => ({
        id: idOf("customer", { externalId: `SHOP-C-${each}` }),
      }));
      for (const { id } of records
        .list("salesOrder")
        .filter((order) => isReferenceTo(gone, order.fields["entity"])))
        records.update("salesOrder", id, { entity });
      records.remove("customer", gone?.id ?? "");
    },
  };
}

const isReferenceTo = (record: { readonly id: string } | undefined, value: unknown): boolean =>
  typeof value === "object" && value !== null && "id" in value && value.id === record?.id;

/** Makes one transaction of another over REST, as a person does with a button; gives the new one's internal id. */
function transformerIn({ account, emulator, url }: NetSuite, time: Pick<VirtualTime, "now">) {
  const nonces = seededRandom(1, "people");
  return async (path: string, body: unknown): Promise<string> => {
    const target = `${url}/services/rest/record/v1/${path}`;
    const authorization = loginOf(account, target, nonces.hex(16));
    const answer = await emulator.handle({
      method: "POST",
      url: target,
      headers: { authorization, "content-type": "application/json" },
      body: new TextEncoder().encode(JSON.stringify(body)),
      receivedAt: time.now(),
    });
    if (answer.status >= 300) throw new RangeError(`NetSuite refused ${path}: ${answer.body}`);
    return /(\d+)$/.exec(answer.headers["location"] ?? "")?.[1] ?? "";
  };
}

const loginOf = ({ accountId, credentials, time }: Account, url: string, nonce: string): string =>
  signRequest({ method: "POST", url, realm: accountId, credentials, now: time.figures().now, nonce });
