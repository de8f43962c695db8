/** Measures what an order of three lines costs: node --expose-gc --import tsx emulator/testing/bytes-per-order.ts 20000 */
import { acme } from "./acme.ts";

const count = Number(process.argv[2] ?? 20_000);
const { account } = acme();

function heapBytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

const before = heapBytes();
for (let number = 0; number < count; number += 1) {
  account.records.create("salesOrder", {
    externalId: `SHOP-${number}`,
    otherRefNum: `#${number}`,
    email: `buyer${number}@shop.example`,
    memo: `web order ${number}`,
    shippingAddress: {
      addressee: `Buyer ${number}`,
      addr1: `${number} Quay St`,
      city: "Harbour",
      zip: "12345",
      country: "US",
    },
    entity: { externalId: "C-1" },
    item: {
      items: [
        { item: { externalId: "ANCHOR" }, quantity: 2, rate: 10.5 },
        { item: { externalId: "ENGRAVING" }, quantity: 1, rate: 1.5, description: `For ${number}` },
        { item: { externalId: "WELCOME" }, rate: -5 },
      ],
    },
  });
}
const bytes = Math.round((heapBytes() - before) / count);
const rss = Math.round(process.memoryUsage().rss / 1_000_000);
process.stdout.write(`${count} orders: ${bytes} bytes an order, ${rss} MB resident\n`);
