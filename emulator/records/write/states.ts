/** States and provinces that NetSuite knows by a short name, for countries where the names are beyond doubt. */

const US =
  "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA PR RI SC SD TN TX UT VT VA WA WV WI WY AA AE AP";

/** Postal abbreviations; other countries' states are taken as they come. */
const STATES: Readonly<Record<string, string>> = {
  US,
  CA: "AB BC MB NB NL NT NS NU ON PE QC SK YT",
  AU: "ACT NSW NT QLD SA TAS VIC WA",
};

/** Whether the state may stand beside the country. */
export function isStateOf(country: string, state: string): boolean {
  const known = STATES[country];
  return known === undefined || known.split(" ").includes(state.toUpperCase());
}
