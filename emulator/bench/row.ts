/** One line of the bench's table. */

export interface Row {
  readonly what: string;
  readonly figure: string;
  readonly compared?: string;
  readonly goal: string;
  readonly met: boolean;
}

export const printed = (rows: readonly Row[]): string =>
  [
    ["", "figure", "compared", "goal", "met"],
    ...rows.map(({ what, figure, compared = "", goal, met }) => [
      what,
      figure,
      compared,
      goal,
      met ? "yes" : "NO",
    ]),
  ]
    .map(([what = "", figure = "", compared = "", goal = "", met = ""]) =>
      [what.padEnd(44), figure.padEnd(22), compared.padEnd(34), goal.padEnd(16), met].join(" ").trimEnd(),
    )
    .join("\n");
