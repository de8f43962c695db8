/** A scenario about one odd order: what is odd about it, and what must become of it. */
import type { Labels } from "../labels.ts";
import type { OrderBuilder } from "../orders/an-order.ts";
import type { Scenario } from "../scenario.ts";
import type { SalesOrderView } from "../world/netsuite-view.ts";
import type { World } from "../world/world.ts";
import { arrived, expectDelivered, expectHeld, type Held } from "./outcomes.ts";

export interface OneOrder extends Omit<Scenario, "run" | "labels" | "when"> {
  /** Of those that its family shares, what is different here. */
  readonly labels?: Partial<Labels>;
  readonly when?: string;
  readonly order: (setting: World["setting"]) => OrderBuilder;
  /** What happens in NetSuite before the order comes. */
  readonly before?: (world: World) => void;
  /** That it is held with this code; without it, that it is delivered. */
  readonly held?: Held;
  /** What is expected beyond that. */
  readonly and?: (
    world: World,
    salesOrder: SalesOrderView | undefined,
    order: OrderBuilder,
  ) => void | Promise<void>;
}

/** Of one family: its labels are those of each, unless one says otherwise. */
export const oneOrder =
  (shared: Labels) =>
  ({ labels, order: build, before, held, and, ...prose }: OneOrder): Scenario => ({
    when: "the shop sends the order",
    ...prose,
    labels: { ...shared, ...labels },
    async run(world) {
      before?.(world);
      const order = build(world.setting);
      await arrived(world, order);
      if (held !== undefined) {
        await expectHeld(world, order, held);
        return and?.(world, undefined, order);
      }
      const salesOrder = await expectDelivered(world, order);
      await and?.(world, salesOrder, order);
    },
  });
