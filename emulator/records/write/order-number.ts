/** The number an order gets when nobody gives it one. */

/** The prefix is NetSuite's own default; that the internal id follows it is the emulator's choice. */
export const orderNumber = (internalId: string): string => `SO${internalId}`;
