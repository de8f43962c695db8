/** The time of day by the database's clock: the one that workers on several machines can agree on. */
import type { Clock } from "../../clock.ts";
import type { Connection } from "./connection.ts";

const ASK = { sql: "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now" };

/** Measured once: leases last minutes, clocks drift by seconds a day. */
export async function agreedClock(connection: Connection, clock: Clock): Promise<Clock> {
  const before = clock.now();
  const [row] = (await connection.all(ASK)) as { now: number }[];
  const ahead = (row?.now ?? before) - Math.round((before + clock.now()) / 2);
  return { now: () => clock.now() + ahead, sleep: clock.sleep };
}
