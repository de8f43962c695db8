/** Writes an ISO timestamp the way a report is dated. */

const IN_UTC = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  day: "numeric",
  month: "long",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/** "2026-11-23T09:30:00Z" as "23 November 2026, 09:30 UTC"; a text that is no date stays as it is. */
export function formatMoment(iso: string): string {
  const moment = new Date(iso);
  if (Number.isNaN(moment.getTime())) return iso;
  const part = Object.fromEntries(IN_UTC.formatToParts(moment).map(({ type, value }) => [type, value]));
  return `${part["day"]} ${part["month"]} ${part["year"]}, ${part["hour"]}:${part["minute"]} UTC`;
}
