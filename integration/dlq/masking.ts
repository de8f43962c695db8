/** Hides what belongs to a customer wherever a dead letter is shown, without hiding what is wrong. */

/** Fields whose values are about a person; matched against the target field of a failure. */
const PERSONAL_FIELD =
  /mail|phone|fax|addr|attention|zip|postal|city|firstname|lastname|middlename|companyname|entityid|billto|shipto/i;

const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu;
/** Nine digits or more with separators as people write them; order and internal ids have none, so they stay readable. */
const PHONE = /\+\d[\d ().-]{7,}\d|\(\d{2,4}\)[\d .-]{5,}\d|\b\d{2,4}(?:[ .-]\d{2,4}){2,}\b/g;
/** Looks like one, and is what a refusal for a closed period is about; the hour of its time may stand behind it. */
const DATE = /^(?:19|20)\d\d-[01]\d-[0-3]\d(?: [0-2]\d)?$/;

export interface Shown {
  readonly text: string;
  readonly field: string | null;
  readonly value: string | null;
}

export const isPersonalField = (field: string): boolean => PERSONAL_FIELD.test(field);

/** Masks e-mail addresses and phone numbers everywhere, and the whole value where its field is about a person. */
export function maskPersonalData({ text, field, value }: Shown): Shown {
  if (value === null || value === "") return { text: maskText(text), field, value };
  if (field === null || !isPersonalField(field))
    return { text: maskText(text), field, value: maskText(value) };
  const masked = maskValue(value);
  return { text: maskText(text.replaceAll(value, masked)), field, value: masked };
}

export function maskText(text: string): string {
  return text
    .replace(EMAIL, maskValue)
    .replace(PHONE, (digits) => (DATE.test(digits) ? digits : maskValue(digits)));
}

/** First character and length stay: enough to recognise a value one already knows, and to see that it is too long. */
export function maskValue(value: string): string {
  const characters = Array.from(value);
  return `${characters[0] ?? ""}*** (${characters.length} characters)`;
}
