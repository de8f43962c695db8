/** What the shop sent, as it was written. */
import type { Block } from "../../reports/index.ts";
import type { Shop } from "../world/shop.ts";
import { code } from "./blocks.ts";
import { readableJson } from "./readable-json.ts";

/** Enough to judge by; a burst of forty orders need not be shown forty times. */
const SHOWN = 2;

export const payloadEvidence = ({ sent }: Pick<Shop, "sent">): readonly Block[] =>
  sent.slice(0, SHOWN).map(({ raw, key }) => code(`From the shop: ${key}`, readableJson(raw)));
