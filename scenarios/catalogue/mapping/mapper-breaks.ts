/** A mapping is written by people: what it cannot do with one order must not stop the others. */
import { arrived, expectDelivered, expectHeld } from "../../expectations/outcomes.ts";
import { anOrder } from "../../orders/an-order.ts";
import type { Scenario } from "../../scenario.ts";

export const mapperBreaks: Scenario = {
  id: "mapper-breaks",
  title: "A mapping that breaks on one order holds that order, and the service lives",
  why: "One strange order at midnight must not be what stops all others until morning.",
  given:
    "an expression of the mapping fails for orders with a certain note, with another note it never ends, and with a third it fills the memory",
  when: "three such orders and an ordinary one arrive",
  then: "each of the three is a dead letter that says where; the ordinary one is delivered",
  labels: { stage: "mapping", flow: "orders", severity: "major", edge: "mapping" },
  covers: [63],
  world: {
    mapping: (text, kind) =>
      kind === "shopify-orders"
        ? text
            .replace("  isCancelled: ", `${BREAKING}  isCancelled: `)
            .replace("from: name\n", "from: $broken\n")
        : text,
  },
  async run(world) {
    const { setting } = world;
    const noted = (seed: number, note: string) =>
      anOrder(seed)
        .withLines([{ sku: setting.knownSku, quantity: 1, price: "20.00" }])
        .with({ note });
    const throwing = noted(901, "THROW");
    const endless = noted(902, "LOOP");
    const greedy = noted(904, "HUGE");
    const ordinary = noted(903, "hello");
    await arrived(world, throwing);
    await arrived(world, endless);
    await arrived(world, greedy);
    await arrived(world, ordinary);
    await expectHeld(world, throwing, { code: "MAPPING_FAILED" });
    await expectHeld(world, endless, { code: "MAPPING_FAILED" });
    await expectHeld(world, greedy, { code: "MAPPING_FAILED" });
    await expectDelivered(world, ordinary);
  },
};

const BREAKING = `  broken: |
    note = "THROW" ? $error("a mistake in the mapping") : note = "LOOP" ? ($f := function($x) { $f($x + 1) }; $f(0)) : note = "HUGE" ? $string($count([1..30000])) : name
`;
