/** Posts together what is sent in one turn of the event loop: to wake another thread costs far more than one more line in its mail. */

export interface Mail<Item> {
  send(item: Item): void;
}

/** @param refused told of what cannot be sent to another thread, such as a function, and of nothing that came with it */
export function createMail<Item>(
  post: (items: readonly Item[]) => void,
  refused: (item: Item, error: unknown) => void,
): Mail<Item> {
  let waiting: Item[] = [];

  function flush(): void {
    const items = waiting;
    waiting = [];
    try {
      post(items);
    } catch {
      for (const item of items) postAlone(item);
    }
  }

  function postAlone(item: Item): void {
    try {
      post([item]);
    } catch (error) {
      refused(item, error);
    }
  }

  return {
    send(item) {
      waiting.push(item);
      if (waiting.length === 1) setImmediate(flush);
    },
  };
}
