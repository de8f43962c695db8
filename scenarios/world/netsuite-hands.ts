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
  /** By price level, in US dollars. */
  changePrices(levels: Readonly<Record<string, number>>): void;
  /** Somebody enters an order of the known SKU by hand; gives its internal id. */
  enterOrder(externalId: string, quantity: number): string;
  /** Ships so much of the sales order's first line; gives the internal id of the fulfilment. */
  ship(orderId: string, quantity: number, trackingNumber?: string): Promise<string>;
  /** Bills the whole sales order by a cash sale; gives its internal id. */
  bill(orderId: string): Promise<string>;
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
  const item = () => ({ id: idOf("inventoryItem", { itemId: sku }) });
  const location = () => ({ id: idOf("location", { name: "Main Warehouse" }) });
  const transform = transformerIn(netsuite, time);

  return {
    idOf,
    adjustStock(by) {
      const inventory = { items: [{ item: item(), location: location(), adjustQtyBy: by }] };
      const subsidiary = { id: idOf("subsidiary", { name: "ACME Store Inc." }) };
      records.create("inventoryAdjustment", { subsidiary, account: { id: "1" }, inventory });
    },
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
    ship: (orderId, quantity, trackingNumber) =>
      transform(`salesOrder/${orderId}/!transform/itemFulfillment`, {
        shipStatus: { id: "C" },
        item: { items: [{ orderLine: 1, location: location(), quantity, itemReceive: true }] },
        ...(trackingNumber === undefined
          ? {}
          : { package: { items: [{ packageWeight: 1, packageTrackingNumber: trackingNumber }] } }),
      }),
    bill: (orderId) => transform(`salesOrder/${orderId}/!transform/cashSale`, {}),
  };
}

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
