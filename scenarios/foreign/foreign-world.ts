/** One scenario's world around an integration that is not ours: real sockets, real time, its own process, its own account. */

import { systemClock } from "../../emulator/index.ts";
import { isBackFlow } from "../../integration/index.ts";
import { boundsFor } from "../evidence/bounds.ts";
import { netsuiteHands } from "../world/netsuite-hands.ts";
import type { Setting, WorldOptions } from "../world/setting.ts";
import type { Shop } from "../world/shop.ts";
import { WEBHOOK_SECRET, type World } from "../world/world.ts";
import { deadLetterList } from "./dead-letter-list.ts";
import { foreignEvidence } from "./foreign-evidence.ts";
import { startForeignMachine } from "./foreign-machine.ts";
import { inheritedFrom } from "./foreign-process.ts";
import { handingOver } from "./hand-over.ts";
import { NotOfferedError } from "./not-offered.ts";
import { createOutsideFindings } from "./outside-findings.ts";
import { watchFromOutside } from "./outside-watch.ts";
import { openSurroundings } from "./surroundings.ts";
import type { ForeignTarget } from "./target.ts";
import { createUnknowables } from "./unknowable.ts";
import { WALL_CLOCK } from "./wall-clock.ts";

/** @throws NotOfferedError when the scenario is about something that this target does not offer */
export async function createForeignWorld(
  setting: Setting,
  target: ForeignTarget,
  options: WorldOptions = {},
): Promise<World> {
  refuseWhatIsOurs(options);
  const around = await openSurroundings(setting, options);
  const { netsuite, storefront, secrets } = around;
  const machine = await startForeignMachine({
    target,
    folder: setting.folder,
    world: around.variables,
    machine: inheritedFrom(setting.environment ?? {}),
  }).catch(async (error) => {
    await around.close();
    throw error;
  });
  const { shopDomain: domain, knownSku: sku } = setting;
  const letters = deadLetterList(target, machine.variables);
  const unknowables = createUnknowables();
  const findings = createOutsideFindings(unknowables);
  const handOver = {
    orders: target.orders,
    machine,
    storefront,
    unknowables,
    domain,
    secret: WEBHOOK_SECRET,
  };
  const { shop, lastSentAt } = noting(handingOver(handOver));
  const { account } = netsuite;
  const foreign = { name: target.name, machine, letters, secrets, findings };
  const others: World[] = [];
  const world: World = {
    setting,
    storefront,
    shop,
    netsuite: account,
    time: WALL_CLOCK,
    people: netsuiteHands(netsuite, { sku, time: systemClock }),
    core: watchFromOutside({ account, machine, letters, unknowables, settleMs: target.settleMs, lastSentAt }),
    flows: [],
    options: unknowables.value("inside"),
    alarms: unknowables.value("offers no alarms"),
    errors: [],
    expect: findings,
    evidence: (verdict) => foreignEvidence(world, foreign, boundsFor(verdict)),
    async another(otherOptions) {
      const other = await createForeignWorld(setting, target, otherOptions);
      others.push(other);
      return other;
    },
    async close() {
      await Promise.all(others.map((other) => other.close()));
      await machine.close();
      await around.close();
    },
  };
  return world;
}

/** Some scenarios set something of Drydock's own core before they begin; others begin at a certain time. */
function refuseWhatIsOurs({ mapping, core, startsAt, flows }: WorldOptions): void {
  if (mapping !== undefined) throw new NotOfferedError("field mapping of Drydock's form to be changed");
  if (core !== undefined) throw new NotOfferedError("settings of Drydock's own core");
  if (startsAt !== undefined) throw new NotOfferedError("clock that can be set");
  if (flows?.some(isBackFlow)) throw new NotOfferedError("flow back into the shop");
}

/** The shop, and when it last did something. */
function noting(shop: Shop): { readonly shop: Shop; readonly lastSentAt: () => number } {
  let sentAt = systemClock.now();
  const afterwards = async <T>(work: Promise<T>): Promise<T> => {
    const done = await work;
    sentAt = systemClock.now();
    return done;
  };
  return {
    lastSentAt: () => sentAt,
    shop: {
      ...shop,
      send: (record, how) => afterwards(shop.send(record, how)),
      knock: (knock) => afterwards(shop.knock(knock)),
    },
  };
}
