/** What happens in a scenario's YAML, one thing after the other. */
import { z } from "zod";
import { arrived } from "../../expectations/outcomes.ts";
import type { OrderBuilder } from "../../orders/an-order.ts";
import type { World } from "../../world/world.ts";
import { type OrderWords, orderWords } from "./order-words.ts";
import { duration } from "./written.ts";

export const recordForm = z.strictObject({
  recordType: z.string().min(1),
  body: z.record(z.string(), z.unknown()),
});

const BARE = ["send", "send again", "restart", "kill", "rerun"] as const;

const named = z.union(
  [
    z.strictObject({ wait: duration.describe("Of the scenario's own time, which costs none of yours.") }),
    z.strictObject({ edit: orderWords.describe("The order once more, with these words changed.") }),
    z.strictObject({ create: recordForm.describe("Somebody makes a record in NetSuite.") }),
  ],
  { error: "is no step; write one of wait, edit or create with what belongs to it" },
);

/**
 * `send`: the shop sends the order, and what follows from it happens, half an hour at most. `send again`: the same webhook once more.
 * `restart`: the core stops in order and starts. `kill`: it loses its power and starts on what its disk holds. `rerun`: somebody runs
 * the order's dead letter once more.
 */
export const stepForm = z.union([z.enum(BARE), named], {
  error: `is no step; write one of ${[...BARE, "wait", "edit", "create"].join(", ")}`,
});

type Step = z.output<typeof stepForm>;

interface Stage {
  readonly world: World;
  /** As the words say, those of an edition laid over them. */
  readonly build: (change: OrderWords) => OrderBuilder;
}

/** Gives the order as it was sent last. */
export async function takeSteps(steps: readonly Step[], { world, build }: Stage): Promise<OrderBuilder> {
  let order = build({});
  for (const step of steps) {
    if (typeof step === "string") await DO[step](world, order);
    else if ("wait" in step) await world.time.pass(step.wait);
    else if ("create" in step) world.netsuite.records.create(step.create.recordType, step.create.body);
    else {
      order = laterThan(order, build(step.edit));
      await arrived(world, order, { topic: "orders/updated" });
    }
  }
  return order;
}

/** An edition is newer than what was there before, by the shop's own time. */
const laterThan = (before: OrderBuilder, order: OrderBuilder): OrderBuilder =>
  order.updatedAt(new Date(Date.parse(before.draft.updatedAt) + 60_000).toISOString());

const webhookIdOf = ({ key }: OrderBuilder): string => `webhook of ${key}`;

const send = async (world: World, order: OrderBuilder): Promise<void> => {
  await arrived(world, order, { webhookId: webhookIdOf(order) });
};

const DO: Readonly<Record<(typeof BARE)[number], (world: World, order: OrderBuilder) => Promise<void>>> = {
  send,
  "send again": send,
  restart: ({ core }) => core.restart(),
  async kill({ core }) {
    await core.kill();
    await core.start();
  },
  async rerun({ core, expect }, order) {
    const letter = await core.deadLetterOf(order);
    expect.that("there is a dead letter to re-run", letter !== undefined, {
      expected: "a dead letter",
      found: letter === undefined ? "none" : "a dead letter",
    });
    if (letter === undefined) return;
    await core.desk.rerun({ which: { id: letter.entry }, by: "a scenario", reason: "its step rerun" });
    await core.settled(order);
  },
};
