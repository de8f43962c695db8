/** A sandbox beside the production account that it stands for: what differs between them, and what of a mapping works in only one. */
import { type AccountDifference, accountDifferences } from "./account-difference.ts";
import { deliveryDifferences, type SampleOrder } from "./delivery-differences.ts";
import type { FieldDifference } from "./field-difference.ts";
import { referenceDifferences } from "./reference-answers.ts";
import { openTestedAccount, type TestedAccount } from "./tested-account.ts";

export interface AccountPair {
  readonly sandbox: TestedAccount;
  readonly production: TestedAccount;
}

/** Whether the sandbox still is what production is. */
export function compareAccounts({ sandbox, production }: AccountPair): readonly AccountDifference[] {
  const compared = ({ setting, ...tested }: TestedAccount) => {
    const { catalogue, role, quirks, language } = setting.account ?? {};
    const traits = {
      ...(catalogue && { catalogue }),
      ...(role && { role }),
      ...(quirks && { quirks }),
      ...(language && { language }),
    };
    return { account: openTestedAccount({ ...tested, setting }).account, rules: setting.rules, traits };
  };
  return accountDifferences(compared(sandbox), compared(production));
}

/**
 * Each field once: what the mapping says and what the orders make of it is asked for in both accounts, and a choice of the
 * orders is delivered into both.
 *
 * @throws IntegrationError `MAPPING_INVALID`
 */
export async function compareMapping(
  pair: AccountPair,
  orders: readonly SampleOrder[],
): Promise<readonly FieldDifference[]> {
  const [sandbox, production] = [asked(pair.sandbox), asked(pair.production)];
  try {
    const bytes = orders.map(({ raw }) => new TextEncoder().encode(raw));
    const answers = await referenceDifferences({ sandbox, production }, bytes);
    const known = new Set(answers.map(({ field }) => field));
    const settings = { sandbox: pair.sandbox.setting, production: pair.production.setting };
    const deliveries = await deliveryDifferences(settings, orders);
    return [...answers, ...deliveries.filter(({ field }) => !known.has(field))];
  } finally {
    await Promise.all([sandbox.client.close(), production.client.close()]);
  }
}

const asked = (tested: TestedAccount) => ({ ...tested, ...openTestedAccount(tested) });
