/** How the shop of a scenario hands its orders to a foreign integration: by webhook, as a file, or by being asked. */
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Pool } from "undici";
import { systemClock } from "../../integration/index.ts";
import type { ShopDouble } from "../shop/shop-double.ts";
import { createShop, type Shop } from "../world/shop.ts";
import type { ForeignMachine } from "./foreign-machine.ts";
import { NotOfferedError } from "./not-offered.ts";
import type { ForeignTarget } from "./target.ts";
import type { Unknowables } from "./unknowable.ts";

interface HandOver {
  readonly orders: ForeignTarget["orders"];
  readonly machine: ForeignMachine;
  readonly storefront: ShopDouble;
  readonly unknowables: Unknowables;
  readonly domain: string;
  readonly secret: string;
}

export function handingOver(given: HandOver): Shop {
  const { orders, machine, domain, secret } = given;
  if (orders.by !== "webhook") return withoutAnswers(given);
  const url = `http://127.0.0.1:${machine.variables["PORT"]}`;
  const network = { pool: (origin: string) => new Pool(origin) };
  return createShop({
    network,
    intakeUrl: () => url,
    door: orders.path,
    domain,
    secret,
    now: systemClock.now,
  });
}

/** Nobody answers the shop, so nobody can tell what the answer was. */
function withoutAnswers({ orders, machine, storefront, unknowables }: HandOver): Shop {
  const sent: { key: string; raw: string; status: number }[] = [];
  const inbox = machine.variables["INBOX"] ?? "";

  async function drop(raw: string): Promise<void> {
    const name = join(inbox, `${String(sent.length + 1).padStart(6, "0")}.json`);
    // Whoever watches the folder must not find half a file.
    await writeFile(`${name}.part`, raw);
    await rename(`${name}.part`, name);
  }

  return {
    sent,
    knocks: [],
    async send(record, { topic = "orders/create" } = {}) {
      if (!topic.startsWith("orders/")) throw new NotOfferedError(`way to hand over ${topic}`);
      const raw = record.toJson();
      if (orders.by === "file") await drop(raw);
      else storefront.place(raw);
      sent.push({ key: record.key, raw, status: 0 });
      return unknowables.value("offers no answer to the shop");
    },
    async knock() {
      throw new NotOfferedError("door to knock at");
    },
  };
}
