/** The plans that are simulated and measured: tiers, latencies, saturated and not, in batches, and with what goes wrong. */
import type { Config } from "../../cli/config/config.ts";
import { constantLoad, type LoadProfile } from "../../loadtest/index.ts";

export interface HeldPlan {
  readonly name: string;
  readonly netsuite: Pick<Config["netsuite"], "tier" | "suiteCloudPlus" | "reservedSlots">;
  readonly latency: Config["plan"]["latency"];
  /** So low that a slow machine is asked for some 8 orders a second of its own time, and NetSuite is what is measured. */
  readonly timeScale: number;
  /** Orders that come all at once, or a profile by which they come. */
  readonly arrivals: { readonly orders: number } | { readonly profile: LoadProfile };
  readonly batching?: Config["serve"]["batching"];
  /** What goes wrong along the run. */
  readonly faults?: Config["load"]["faults"];
}

const slots = (tier: Config["netsuite"]["tier"], suiteCloudPlus: number, reservedSlots = 0) => ({
  tier,
  suiteCloudPlus,
  reservedSlots,
});

/** A minute at twice what the slots can deliver. */
const FLASH_SALE: LoadProfile = {
  stages: [
    { minutes: 1, fromPerHour: 2_000 },
    { minutes: 1, fromPerHour: 36_000 },
    { minutes: 2, fromPerHour: 3_000 },
  ],
  spacing: "poisson",
};

/** A minute and a half at twice what the slots can deliver. */
const SURGE: LoadProfile = { stages: [{ minutes: 1.5, fromPerHour: 21_600 }], spacing: "poisson" };

const POLLS = { firstPollMs: 2_000, longestPollMs: 20_000, jobWithinMs: 900_000 };

export const HELD_PLANS: readonly HeldPlan[] = [
  {
    name: "standard, 5 slots, all at once",
    netsuite: slots("standard", 0),
    latency: "typical",
    timeScale: 6,
    arrivals: { orders: 150 },
  },
  {
    name: "premium, 15 slots, all at once",
    netsuite: slots("premium", 0),
    latency: "typical",
    timeScale: 2.5,
    arrivals: { orders: 300 },
  },
  {
    name: "premium with a licence and a reserve, 22 slots, all at once",
    netsuite: slots("premium", 1, 3),
    latency: "typical",
    timeScale: 2,
    arrivals: { orders: 400 },
  },
  {
    name: "premium, 15 slots, a lean NetSuite, all at once",
    netsuite: slots("premium", 0),
    latency: "lean",
    timeScale: 1.5,
    arrivals: { orders: 400 },
  },
  {
    name: "enterprise, 20 slots, a heavy NetSuite, all at once",
    netsuite: slots("enterprise", 0),
    latency: "heavy",
    timeScale: 4,
    arrivals: { orders: 300 },
  },
  {
    name: "premium, 15 slots, two thirds busy",
    netsuite: slots("premium", 0),
    latency: "typical",
    // Nobody waits for a slot here, so that each stall of the machine is seen.
    timeScale: 2,
    arrivals: { profile: constantLoad(7_200, 4.5) },
  },
  {
    name: "premium with a licence, 25 slots, a flash sale",
    netsuite: slots("premium", 1),
    latency: "typical",
    timeScale: 2,
    arrivals: { profile: FLASH_SALE },
  },
  {
    name: "premium, 15 slots, a neighbour takes 9 for 3 minutes",
    netsuite: slots("premium", 0),
    latency: "typical",
    timeScale: 4,
    arrivals: { orders: 300 },
    faults: [{ what: { neighbour: 9 }, atMinutes: 0, forMinutes: 3 }],
  },
  {
    name: "premium, 15 slots, one answer in twenty is lost",
    netsuite: slots("premium", 0),
    latency: "typical",
    timeScale: 2.5,
    arrivals: { orders: 300 },
    faults: [{ what: { lostAnswers: 0.05 }, atMinutes: 0, forMinutes: 60 }],
  },
  {
    name: "premium with two licences and a reserve, 15 slots, batches of 20 as asynchronous jobs",
    netsuite: slots("premium", 2, 20),
    latency: "typical",
    timeScale: 3,
    // All at once the intake would keep the core's processor so busy that more went into batches than a faster machine would put there.
    arrivals: { profile: SURGE },
    batching: { by: "rest", size: 20, backlog: 20, ...POLLS },
  },
  {
    name: "premium, 15 slots, batches of 5 through a RESTlet",
    netsuite: slots("premium", 0),
    latency: "typical",
    timeScale: 2.5,
    // Larger ones end in one last round that is full or nearly empty, which is chance.
    arrivals: { profile: SURGE },
    batching: {
      by: "restlet",
      restlet: { script: "customscript_drydock_upsert", deploy: "customdeploy_drydock_upsert" },
      size: 5,
      backlog: 5,
      ...POLLS,
    },
  },
];
