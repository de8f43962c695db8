/** The conditions an account works under: faults, occupied slots, governance, clock and latency. */
import { z } from "zod";
import { faultSchema } from "../faults/fault.ts";
import { latencySettingSchema } from "../latency/latency-profiles.ts";
import { operation } from "./operation.ts";
import { AdminError } from "./problem.ts";
import { governanceSchema, governanceView } from "./views.ts";

const FAULTS = "/accounts/{accountId}/faults";
const SLOTS = "/accounts/{accountId}/occupied-slots";
const CLOCK = "/accounts/{accountId}/clock";

const faultView = faultSchema.extend({
  name: z.string(),
  seen: z.int(),
  hits: z.int(),
  isArmed: z.boolean(),
});

const occupiedView = z.object({ id: z.int(), count: z.int(), held: z.int(), until: z.number() });
const clockView = z.object({ now: z.number(), skewMs: z.number(), isFrozen: z.boolean() });

export const FAULT_OPERATIONS = [
  operation({
    method: "get",
    path: FAULTS,
    summary: "The faults with how often each has hit, oldest first",
    reply: z.array(faultView),
    run: ({ account }) => account.faults(),
  }),
  operation({
    method: "post",
    path: FAULTS,
    summary: "Set a fault",
    body: faultSchema,
    reply: faultView,
    status: 201,
    run({ account, body }) {
      account.addFault(body);
      return account.faults().at(-1);
    },
  }),
  operation({
    method: "delete",
    path: FAULTS,
    summary: "Take all faults away",
    run: ({ account }) => account.clearFaults(),
  }),
  operation({
    method: "get",
    path: `${FAULTS}/{name}`,
    summary: "One fault",
    reply: faultView,
    run({ account, param }) {
      const found = account.faults().find(({ name }) => name === param("name"));
      if (found !== undefined) return found;
      throw new AdminError(
        404,
        "UNKNOWN_FAULT",
        `There is no fault named ${param("name")}. List them first.`,
      );
    },
  }),
  operation({
    method: "delete",
    path: `${FAULTS}/{name}`,
    summary: "Take one fault away",
    run: ({ account, param }) => account.removeFault(param("name")),
  }),
] as const;

export const SLOT_OPERATIONS = [
  operation({
    method: "get",
    path: SLOTS,
    summary: "Slots that were occupied from here and are not free yet",
    reply: z.array(occupiedView),
    run: ({ account, occupied }) => occupied.of(account),
  }),
  operation({
    method: "post",
    path: SLOTS,
    summary: "Have another integration hold slots for a time",
    body: z.strictObject({ count: z.int().positive(), ms: z.int().positive() }),
    reply: occupiedView,
    status: 201,
    run: ({ account, occupied, body }) => occupied.add(account, body),
  }),
  operation({
    method: "delete",
    path: `${SLOTS}/{id}`,
    summary: "Give occupied slots back before their time",
    run: ({ account, occupied, param }) => occupied.end(account, Number(param("id"))),
  }),
  operation({
    method: "get",
    path: "/accounts/{accountId}/governance",
    summary: "Peak, total and rejected over thirty days, for the account and each integration record",
    reply: governanceSchema,
    run: ({ account }) => governanceView(account),
  }),
  operation({
    method: "delete",
    path: "/accounts/{accountId}/governance",
    summary: "Forget peak, total and rejected",
    run: ({ account }) => account.resetGovernance(),
  }),
] as const;

export const TIME_OPERATIONS = [
  operation({
    method: "get",
    path: CLOCK,
    summary: "The account's time of day",
    reply: clockView,
    run: ({ account }) => account.time.figures(),
  }),
  operation({
    method: "put",
    path: CLOCK,
    summary: "Set how far the account is ahead, or let its time stand still",
    body: z.union([
      z.strictObject({ skewMs: z.number() }),
      z.strictObject({ isFrozen: z.literal(true), at: z.number().optional() }),
    ]),
    reply: clockView,
    run({ account, body }) {
      if ("skewMs" in body) account.time.setSkew(body.skewMs);
      else account.time.freeze(body.at);
      return account.time.figures();
    },
  }),
  operation({
    method: "post",
    path: `${CLOCK}/advance`,
    summary: "Move the account's time of day forward; it ends no wait",
    body: z.strictObject({ ms: z.number().nonnegative() }),
    reply: clockView,
    run({ account, body }) {
      account.time.advance(body.ms);
      return account.time.figures();
    },
  }),
  operation({
    method: "get",
    path: "/accounts/{accountId}/latency",
    summary: "The latency profile",
    reply: latencySettingSchema,
    run: ({ account }) => account.latency,
  }),
  operation({
    method: "put",
    path: "/accounts/{accountId}/latency",
    summary: "Set the latency: a profile's name, a profile of one's own, or one wait for every call",
    body: latencySettingSchema,
    reply: latencySettingSchema,
    run({ account, body }) {
      account.setLatency(body);
      return account.latency;
    },
  }),
] as const;
