/** Text as people write it: what they typed is what the warehouse and the customer read. */
import { oneOrder } from "../../expectations/one-order.ts";
import { anOrder } from "../../orders/an-order.ts";

const scenario = oneOrder({ stage: "intake", flow: "orders", severity: "major", edge: "text" });

/** [id, title, what is written, whether everything outside ASCII is escaped] */
const NOTES = [
  ["emoji", "An emoji in the note", "Birthday present 🎁 from the 👨‍👩‍👧‍👦 – thanks! 🏕️", false],
  ["cjk", "A note in Japanese", "平日の午前中にお届けください。", false],
  ["escapes", "A note that the shop writes with escapes", "Für Zoë – 5 € Trinkgeld 🎿", true],
  [
    "quotes",
    "A note with quotes, ampersands and angle brackets",
    `It's "fragile" & <b>heavy</b>; 100% \\ fine`,
    false,
  ],
] as const;

export const ODD_TEXT = NOTES.map(([name, title, note, isEscaped], index) =>
  scenario({
    id: `text-${name}`,
    title: `${title} passes the signature and arrives unharmed`,
    why: "The signature is over bytes, and one emoji is four of them; a wrong conversion refuses the order or garbles the note.",
    given: `an order whose note is: ${note}`,
    then: "the webhook is accepted, and the note stands in NetSuite as it was typed",
    covers: [42],
    order: ({ knownSku: sku }) => {
      const order = anOrder(461 + index)
        .withLines([{ sku, quantity: 1, price: "20.00" }])
        .with({ note });
      return isEscaped ? order.escaped() : order;
    },
    and: ({ expect }, salesOrder) =>
      expect.that("the note is in the memo", salesOrder?.memo.includes(note) === true, {
        expected: note,
        found: salesOrder?.memo ?? "no sales order",
      }),
  }),
);
