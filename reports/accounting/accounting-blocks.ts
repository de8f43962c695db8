/** Shows the accounting in a report: the statement, one check for each promise, and the keys to look at. */

import type { Block, Check, NoteBlock } from "../report.ts";
import type { Accounting } from "./accounting.ts";

/** More keys than this are not read on a page; the programs that need all of them use the accounting itself. */
const MOST_KEYS = 20;

/** The statement as report blocks: checks first, then the table, then a note for each list of keys. */
export function accountingBlocks(accounting: Accounting): readonly Block[] {
  return [{ kind: "checks", checks: promises(accounting) }, statement(accounting), ...notes(accounting)];
}

function promises(accounting: Accounting): readonly Check[] {
  const { accepted, delivered, pending, dead, discarded, lost, duplicated, unexpected } = accounting;
  const explained = delivered + pending + dead + discarded;
  return [
    {
      name: "Every accepted order is delivered, pending, dead or discarded",
      verdict: accepted === explained ? "pass" : "fail",
      expected: `${count(accepted)} accepted`,
      found: `${count(delivered)} delivered + ${count(pending)} pending + ${count(dead)} dead + ${count(discarded)} discarded = ${count(explained)}`,
    },
    none("No order is lost", lost, "lost"),
    none("No order is in NetSuite twice", duplicated, "surplus records"),
    none("NetSuite holds no order that was not sent and accepted", unexpected, "unexpected"),
  ];
}

function none(name: string, found: number, unit: string): Check {
  return {
    name,
    verdict: found === 0 ? "pass" : "fail",
    expected: `0 ${unit}`,
    found: `${count(found)} ${unit}`,
  };
}

function statement(accounting: Accounting): Block {
  const row = (label: string, value: number, meaning: string): readonly string[] => [
    label,
    count(value),
    meaning,
  ];
  return {
    kind: "table",
    caption: "Accounting of three independent lists: source, ledger, NetSuite",
    columns: [{ label: "Orders" }, { label: "Count", align: "right" }, { label: "Meaning" }],
    rows: [
      row(
        "Sent",
        accounting.sent,
        `distinct orders of the source; sent again ${count(accounting.sentAgain)} times`,
      ),
      row("Accepted", accounting.accepted, "in the ledger"),
      row("Delivered", accounting.delivered, "the ledger says so, and NetSuite holds them"),
      row("Pending", accounting.pending, "on the way"),
      row("Dead", accounting.dead, "dead letters that wait for a human"),
      row("Discarded", accounting.discarded, "closed for good by a human, with a reason"),
      row("Lost", accounting.lost, "sent but nowhere, or called delivered and not in NetSuite"),
      row("Duplicated", accounting.duplicated, "surplus records in NetSuite"),
      row("Unexpected", accounting.unexpected, "in NetSuite, but not sent or not accepted"),
      row(
        "Dead but delivered",
        accounting.deadButDelivered,
        "in NetSuite although the ledger calls them dead or discarded",
      ),
    ],
  };
}

function notes(accounting: Accounting): readonly NoteBlock[] {
  const duplicates = accounting.duplicates.map(
    ({ key, internalIds }) => `${key} (internal ids ${internalIds.join(", ")})`,
  );
  return [
    ...note("problem", "Lost", accounting.lostKeys),
    ...note("problem", "In NetSuite more than once", duplicates),
    ...note("problem", "In NetSuite, but not sent or not accepted", accounting.unexpectedKeys),
    ...note(
      "problem",
      "In NetSuite although dead or discarded; do not enter them by hand",
      accounting.deadButDeliveredKeys,
    ),
    ...note("warning", "In the ledger, but not in the source's list", accounting.neverSentKeys),
  ];
}

function note(tone: NoteBlock["tone"], words: string, keys: readonly string[]): readonly NoteBlock[] {
  if (keys.length === 0) return [];
  const rest = keys.length > MOST_KEYS ? ` … and ${count(keys.length - MOST_KEYS)} more` : "";
  return [{ kind: "note", tone, text: `${words}: ${keys.slice(0, MOST_KEYS).join(", ")}${rest}` }];
}

function count(value: number): string {
  return value.toLocaleString("en-US");
}
