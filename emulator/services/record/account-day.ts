/** Dates as ?q= takes them: in the account's format M/D/YYYY, not in ISO (Oracle help section_1545222128). */

/** Midnight UTC of the day in milliseconds; undefined for a day that does not exist or another format. */
export function accountDay(text: string): number | undefined {
  const [, month, day, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  if (month === undefined || day === undefined || year === undefined) return undefined;
  const time = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const found = new Date(time);
  return found.getUTCMonth() === Number(month) - 1 && found.getUTCDate() === Number(day) ? time : undefined;
}
