/** A foreign integration before a NetSuite that others watch: its process, the shop beside it, and its doors, without a scenario. */
import { systemClock } from "../../emulator/index.ts";
import { startShopDoor } from "../shop/shop-door.ts";
import { createShopDouble } from "../shop/shop-double.ts";
import { ADMIN_TOKEN, WEBHOOK_SECRET } from "../world/world.ts";
import { deadLetterList } from "./dead-letter-list.ts";
import { startForeignMachine } from "./foreign-machine.ts";
import { inheritedFrom } from "./foreign-process.ts";
import { NotOfferedError } from "./not-offered.ts";
import { TIMEOUT_MS, variablesTo, type WayThere } from "./surroundings.ts";
import type { ForeignTarget } from "./target.ts";

export interface UnderLoadOptions {
  readonly target: ForeignTarget;
  /** Folders of its own are made in it. */
  readonly folder: string;
  readonly netsuite: Pick<WayThere, "account" | "url" | "caFile" | "credentials" | "slots">;
  readonly shopDomain: string;
  readonly knownSku: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface UnderLoad {
  /** Where it takes webhooks, and what they are signed with. */
  readonly intakeUrl: string;
  readonly path: string;
  readonly secret: string;
  /** Keys of its dead letters; null when it offers none to be read. */
  letters(): Promise<readonly string[] | null>;
  close(): Promise<void>;
}

/** @throws NotOfferedError when it takes no webhooks: nothing else can be sent at its moment */
export async function startUnderLoad(options: UnderLoadOptions): Promise<UnderLoad> {
  const { target, folder, netsuite, shopDomain, knownSku, environment } = options;
  const { orders } = target;
  if (orders.by !== "webhook") throw new NotOfferedError("door for webhooks, by which a peak comes");
  const storefront = createShopDouble({
    accessToken: ADMIN_TOKEN,
    variants: [{ sku: knownSku, price: "12.00", available: { "Shop warehouse": 0 } }],
    now: systemClock.now,
  });
  const shop = await startShopDoor(storefront);
  const machine = await startForeignMachine({
    target,
    folder,
    world: variablesTo({ ...netsuite, timeoutMs: TIMEOUT_MS, shopUrl: shop.url, shopDomain }),
    machine: inheritedFrom(environment),
  }).catch(async (error) => {
    await shop.close();
    throw error;
  });
  const letters = deadLetterList(target, machine.variables);
  return {
    intakeUrl: `http://127.0.0.1:${machine.variables["PORT"]}`,
    path: orders.path,
    secret: WEBHOOK_SECRET,
    letters: async () => (letters === null ? null : (await letters.list()).map(({ key }) => key)),
    async close() {
      await machine.close();
      await shop.close();
    },
  };
}
