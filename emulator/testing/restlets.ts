/** Deploys scripts to the small company's account and calls them, for the emulator's own tests. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as realTime } from "node:timers/promises";
import type { AccountOptions } from "../account-options.ts";
import { type Acme, type Answer, acme } from "./acme.ts";

export const RESTLET = "/app/site/hosting/restlet.nl?script=customscript_test&deploy=customdeploy_test";
export const JSON_TYPE = { "content-type": "application/json" } as const;

export interface ScriptWorld extends Acme {
  /** Of the script, on this machine. */
  readonly file: string;
  /** Sends JSON to `post`. */
  post(body?: unknown): Promise<Answer>;
  get(query?: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** Adds or changes a file beside the script. */
  write(name: string, text: string): Promise<void>;
}

/** A script on this machine, as an account is ordered with it. */
export function deployed(text: string) {
  const folder = mkdtempSync(join(tmpdir(), "drydock-script-"));
  const file = join(folder, "test.js");
  writeFileSync(file, text);
  return { folder, file, restlets: [{ script: "customscript_test", deploy: "customdeploy_test", file }] };
}

export function scriptWorld(text: string, options: Partial<AccountOptions> = {}, timeScale = 1): ScriptWorld {
  const { folder, file, restlets } = deployed(text);
  const world = acme({ restlets, ...options }, timeScale);
  return {
    ...world,
    file,
    post: (body = {}) => world.call("POST", RESTLET, { body, headers: JSON_TYPE }),
    get: (query = "", headers = {}) => world.call("GET", `${RESTLET}${query}`, { headers }),
    async write(name, source) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), source);
    },
  };
}

/** Moves the clock from each wait of a script to its end, and never further; gives the number of waits, too. */
export async function stepped<Answered>(
  { clock }: Pick<Acme, "clock">,
  request: Promise<Answered>,
): Promise<{ readonly answer: Answered; readonly waits: number }> {
  let isAnswered = false;
  let waits = 0;
  void request.finally(() => {
    isAnswered = true;
  });
  while (!isAnswered) {
    await realTime(1);
    // The longest one is the script's time limit.
    const [ms] = clock.sleeping.filter((asked) => asked < 300_000);
    if (ms === undefined) continue;
    waits += 1;
    clock.advance(ms);
  }
  return { answer: await request, waits };
}

const MODULES = ["record", "search", "query", "log", "error", "runtime", "format"];

/** A RESTlet whose `post` runs these statements, with every N module at hand and the body as `body`. */
export const postScript = (statements: string): string => `/**
 * @NApiVersion 2.1
 * @NScriptType Restlet
 */
define([${MODULES.map((name) => `"N/${name}"`).join(", ")}], (${MODULES.join(", ")}) => ({
  post(body) {
${statements}
  },
}));
`;

/** What the statements return, in the small company's account; fails the test when the script failed. */
export async function returned(statements: string, options: Partial<AccountOptions> = {}): Promise<unknown> {
  const { status, body } = await scriptWorld(postScript(statements), options).post();
  if (status !== 200) throw new Error(`The script failed with ${status}: ${body}`);
  return body === "" ? undefined : JSON.parse(body);
}

/** Three orders of two customers, one of them without a line's location. */
export const SHOP = `
  const one = (type, externalId) => search.create({ type, filters: ["externalid", "anyof", externalId] }).run().getRange(0, 1)[0].id;
  const customers = { H: one("customer", "C-1") };
  const quay = record.create({ type: "customer" });
  quay.setValue("companyname", "Quay & Sons").setText("subsidiary", "Acme Inc").setValue("custentity_tier", "gold").setValue("externalid", "C-2");
  customers.Q = quay.save();
  const items = { A: one("inventoryitem", "ANCHOR"), E: one("noninventoryitem", "ENGRAVING") };
  const order = (key, customer, day, lines) => {
    const made = record.create({ type: "salesorder" });
    made.setValue("entity", customers[customer]).setValue("externalid", key).setValue("trandate", new Date(2026, 10, day)).setValue("memo", "order " + key);
    lines.forEach(([item, quantity, rate], line) => {
      made.setSublistValue("item", "item", line, items[item]).setSublistValue("item", "quantity", line, quantity).setSublistValue("item", "rate", line, rate);
    });
    return made.save();
  };
  order("S-1", "H", 1, [["A", 2, 10], ["E", 1, 5]]);
  order("S-2", "H", 5, [["A", 1, 10]]);
  order("S-3", "Q", 9, [["E", 3, 5]]);
  const keys = (type, filters) => search.create({ type, filters, columns: [search.createColumn({ name: "externalid", sort: search.Sort.ASC })] }).run().getRange({ start: 0, end: 100 }).map((result) => result.getValue("externalid"));
  const orders = (filters) => keys("salesorder", filters.length === 0 ? [["mainline", "is", "T"]] : [["mainline", "is", "T"], "and", filters]);
`;
