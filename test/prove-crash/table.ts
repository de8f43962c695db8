/** The proof's outcome as a table, and whether all of it holds. */
import type { Blows } from "./blows.ts";
import type { Crew } from "./crew.ts";
import type { Shop } from "./shop.ts";
import type { Statement } from "./statement.ts";

export interface Outcome {
  readonly statement: Statement;
  readonly shop: Shop;
  readonly struck: Blows;
  readonly crew: Crew;
  /** Every worker ended in good order when it was told to. */
  readonly isClean: boolean;
  readonly faults: readonly { readonly name: string; readonly hits: number }[];
}

type Row = readonly [what: string, figure: string | number, holds?: boolean];

export function tableOf(outcome: Outcome): { readonly text: string; readonly holds: boolean } {
  const rows = [...whatHappened(outcome), ...whatHolds(outcome)];
  const line = ([what, figure, holds]: Row): string =>
    `${what.padEnd(52)} ${String(figure).padStart(8)}  ${holds === undefined ? "" : holds ? "holds" : "DOES NOT HOLD"}`.trimEnd();
  return { text: rows.map(line).join("\n"), holds: rows.every(([, , holds]) => holds !== false) };
}

const whatHappened = ({ shop, struck, crew, faults, statement }: Outcome): readonly Row[] => [
  ["workers killed (SIGKILL)", struck.workers],
  ["PostgreSQL killed (SIGKILL of every process)", struck.databases],
  ["PostgreSQL connections reset", struck.resets],
  ...faults.map(({ name, hits }): Row => [`NetSuite: ${name}`, hits]),
  ...[...crew.errors].map(([code, times]): Row => [`workers told of ${code}`, times]),
  ["webhooks answered with 200", shop.taken],
  ["webhooks refused or broken off, and sent again", shop.sentAgain],
  ["editions in the ledger", statement.editions],
];

function whatHolds({ statement, crew, isClean }: Outcome): readonly Row[] {
  const { accounting, stale, customersTwice } = statement;
  const { sent, accepted, delivered } = accounting;
  const none = (what: string, figure: number): Row => [what, figure, figure === 0];
  return [
    ["orders sent", sent, sent > 0],
    ["orders accepted", accepted, accepted === sent],
    ["orders delivered", delivered, delivered === sent],
    none("pending", accounting.pending),
    none("dead", accounting.dead),
    none("lost", accounting.lost),
    none("duplicated", accounting.duplicated),
    none("in NetSuite and sent by nobody", accounting.unexpected),
    none("dead or discarded and yet in NetSuite", accounting.deadButDelivered),
    none("orders that show an older edition", stale.length),
    none("customers that are there twice", customersTwice),
    none("workers that ended without being killed", crew.fallen.length),
    ["the last workers ended in good order", isClean ? "yes" : "no", isClean],
  ];
}
