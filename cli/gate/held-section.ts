/** What was held for a human during the peak, grouped by what is wrong, with what to do about each. */
import type { DeadLetter, DeadLetterGroup } from "../../integration/index.ts";
import type { Section } from "../../reports/index.ts";

export function heldSection(groups: readonly DeadLetterGroup[], letters: readonly DeadLetter[]): Section {
  const lead =
    letters.length === 0
      ? "Every order went through; nothing waits for a human."
      : `${letters.length} orders wait in the Dead Letter Queue, complete and re-runnable. Nothing about them was sent half.`;
  if (letters.length === 0) return { id: "held", title: "Held for a human", lead, blocks: [] };
  return {
    id: "held",
    title: "Held for a human",
    lead,
    blocks: [
      {
        kind: "table",
        caption: "By what is wrong",
        columns: [
          { label: "orders", align: "right" },
          { label: "code" },
          { label: "for example" },
          { label: "what to do" },
        ],
        rows: groups.map(({ count, code, example, advice }) => [`${count}`, code, example, advice]),
      },
      {
        kind: "table",
        caption: "Each order",
        columns: ["entry", "order", "reason", "field", "safe to re-run"].map((label) => ({ label })),
        rows: letters.map(({ entry, order, reason, field, safeToRerun }) => [
          `#${entry}`,
          order,
          reason,
          field ?? "",
          safeToRerun,
        ]),
      },
    ],
  };
}
