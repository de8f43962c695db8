/** One thing an administrator can ask of a running emulator: its route, what it takes, what it gives, and how it is done. */
import type { z } from "zod";
import type { Account } from "../account.ts";
import type { Emulator } from "../emulator.ts";
import type { OccupiedSlots } from "./occupied-slots.ts";

/** What every operation works on. */
export interface AdminWorld {
  readonly emulator: Emulator;
  readonly occupied: OccupiedSlots;
  /** Ends the program that runs the emulator; absent where nobody said how. */
  readonly shutDown?: (() => void) | undefined;
}

export interface AdminCall<Query, Body> extends AdminWorld {
  /** The account that the path names; throws EmulatorError UNKNOWN_ACCOUNT. */
  readonly account: Account;
  /** A part of the path, without its percent signs. */
  param(name: string): string;
  readonly query: Query;
  readonly body: Body;
}

interface Described<Query extends z.ZodType, Body extends z.ZodType> {
  readonly method: "get" | "post" | "put" | "patch" | "delete";
  /** Below /__drydock/v1, parts in braces. */
  readonly path: string;
  readonly summary: string;
  readonly query?: Query;
  readonly body?: Body;
  /** Without it, the answer has no body. */
  readonly reply?: z.ZodType;
  /** @default 200, or 204 without a reply */
  readonly status?: number;
  /** Of a reply that is no JSON. */
  readonly contentType?: string;
  run(call: AdminCall<z.output<Query>, z.output<Body>>): unknown;
}

export type AdminOperation = Described<z.ZodType, z.ZodType>;

/** Gives the operation's query and body the types of their schemas. */
export const operation = <Query extends z.ZodType = z.ZodUndefined, Body extends z.ZodType = z.ZodUndefined>(
  described: Described<Query, Body>,
): AdminOperation => described as unknown as AdminOperation;

export const statusOf = ({ status, reply }: Pick<AdminOperation, "status" | "reply">): number =>
  status ?? (reply === undefined ? 204 : 200);
