/** Every webhook that left the shop, as it was written, with the answer that the shop was given. */
import type { Block } from "../../reports/index.ts";
import type { DoorCall, Shop } from "../world/shop.ts";
import { clockTime, code, cutRemark, folded, longTable } from "./blocks.ts";
import { type Bounds, tellingOf } from "./bounds.ts";
import { bodyLines, headerLines, statusWord } from "./http-lines.ts";
import { readableJson } from "./readable-json.ts";

export function payloadEvidence(
  { sent, knocks }: Pick<Shop, "sent" | "knocks">,
  bounds: Bounds,
): readonly Block[] {
  const handed = sent.length > 0 && knocks.length === 0;
  return handed ? withoutAnswers(sent, bounds) : webhooks(knocks, bounds);
}

/** Of a shop whose orders are fetched, or lie in a folder. */
function withoutAnswers(sent: Shop["sent"], { payloads, characters }: Bounds): readonly Block[] {
  return [
    ...sent
      .slice(0, payloads)
      .map(({ key, raw }) => code(`From the shop: ${key}`, readableJson(raw, characters))),
    ...cutRemark(Math.min(payloads, sent.length), sent.length, "records, the first"),
  ];
}

function webhooks(knocks: readonly DoorCall[], bounds: Bounds): readonly Block[] {
  if (knocks.length === 0) return [];
  const numbered = knocks.map((knock, at) => ({ ...knock, number: at + 1 }));
  const shown = tellingOf(numbered, bounds.payloads, ({ status }) => status === 0 || status >= 300);
  const rows = numbered.map(({ number, at, key, path, status, answer }) => [
    `${number}`,
    clockTime(at),
    key ?? path,
    statusWord(status),
    oneLine(answer),
  ]);
  return [
    ...longTable(`Webhooks of the shop, ${knocks.length} in all`, ["no.", "at", "of", "answer", "in words"], {
      rows,
      most: bounds.rows,
    }),
    ...shown.map((knock, at) => webhook(knock, { bounds, isFirst: at === 0 })),
    ...cutRemark(shown.length, knocks.length, "webhooks, those that were not taken"),
  ];
}

function webhook(
  { number, key, path, headers, body, status, answer }: DoorCall & { readonly number: number },
  { bounds, isFirst }: { readonly bounds: Bounds; readonly isFirst: boolean },
): Block {
  const caption = `From the shop, no. ${number}: ${key ?? path} → ${statusWord(status)}`;
  const text = [
    `POST ${path}`,
    ...headerLines(headers),
    ...bodyLines(body, bounds.characters),
    "",
    `← ${statusWord(status)}`,
    ...bodyLines(answer, bounds.characters),
  ].join("\n");
  return isFirst ? code(caption, text) : folded(caption, text);
}

const LONGEST_LINE = 160;

const oneLine = (text: string): string =>
  text.length <= LONGEST_LINE ? text : `${text.slice(0, LONGEST_LINE)} …`;
