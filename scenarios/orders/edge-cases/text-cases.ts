/** Orders whose text is odd: emoji, scripts from everywhere, escapes, quotes, line breaks. */
import { DELIVERED, type EdgeCase } from "./edge-case.ts";

export const TEXT_CASES: readonly EdgeCase[] = [
  {
    name: "emoji",
    why: "the signature is over raw bytes, and one emoji is four of them (a family is twenty-five)",
    expected: DELIVERED,
    make: (order) => order.with({ note: "Birthday present 🎁 from the 👨‍👩‍👧‍👦 – thanks! 🏕️" }),
  },
  {
    name: "cjk-text",
    why: "a Japanese customer writes as Japanese customers do",
    expected: DELIVERED,
    make: (order) =>
      order
        .withCustomer({ firstName: "架空", lastName: "試験" })
        .withShippingAddress({
          first_name: "架空",
          last_name: "試験",
          address1: "道玄坂1丁目2番3号",
          address2: "見本ビル405号室",
          company: null,
          city: "渋谷区",
          province: "Tōkyō",
          province_code: "JP-13",
          zip: "150-0043",
          country: "Japan",
          country_code: "JP",
        })
        .with({ note: "平日の午前中にお届けください。", customer_locale: "ja-JP" })
        .withoutTax(),
  },
  {
    name: "right-to-left-text",
    why: "Hebrew and Arabic run from right to left and mix with digits",
    expected: DELIVERED,
    make: (order) => order.with({ note: "נא להשאיר אצל השכן בדירה 4 · يرجى الاتصال قبل التسليم 2026" }),
  },
  {
    name: "escaped-text",
    why: "the same text written as \\u escapes: other bytes, the same order",
    expected: DELIVERED,
    make: (order) => order.with({ note: "Für Zoë – 5 € Trinkgeld 🎿", tags: "Größe, 折扣" }).escaped(),
  },
  {
    name: "quotes-and-ampersands",
    why: "apostrophes, quotes, ampersands and angle brackets must arrive as they were typed",
    expected: DELIVERED,
    make: (order) =>
      order
        .withCustomer({ firstName: "Siobhán", lastName: "O'Testigan" })
        .withShippingAddress({
          first_name: "Siobhán",
          last_name: "O'Testigan",
          company: 'Salt & Pepper "Specials" <Ltd>',
        })
        .with({ note: `It's "fragile" & <b>heavy</b>; 100% \\ no refunds` }),
  },
  {
    name: "note-with-line-breaks",
    why: "customers press Enter, and tabs and Windows line ends come by copy and paste",
    expected: DELIVERED,
    make: (order) => order.with({ note: "Please ring twice.\n\nSecond floor,\r\n\tleft door.\n" }),
  },
  {
    name: "note-attributes",
    why: "apps add attributes to the order, with empty values and equal names",
    expected: DELIVERED,
    make: (order) =>
      order.with({
        note_attributes: [
          { name: "Delivery window", value: "9–12" },
          { name: "Gift wrap", value: "" },
          { name: "Gift wrap", value: "yes" },
        ],
        tags: "gift, VIP, wholesale",
      }),
  },
];
