/** What of a scenario's world the evidence is taken from. */
import type { Account } from "../../emulator/index.ts";
import type { BreakerAlarm } from "../../integration/index.ts";
import type { ShopDouble } from "../shop/shop-double.ts";
import type { CoreWatch } from "../world/core-watch.ts";
import type { Setting } from "../world/setting.ts";
import type { Shop } from "../world/shop.ts";

export interface Evidenced {
  readonly setting: Setting;
  readonly shop: Pick<Shop, "sent" | "knocks">;
  readonly storefront: Pick<ShopDouble, "calls" | "holds">;
  readonly netsuite: Account;
  readonly core: CoreWatch;
  /** As the core was started with them. */
  readonly flows: Setting["flows"];
  readonly alarms: readonly BreakerAlarm[];
}
