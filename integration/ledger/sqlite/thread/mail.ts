/** Posts together what is sent in one turn of the event loop: to wake another thread costs far more than one more line in its mail. */

export interface Mail<Item> {
  send(item: Item): void;
}

export function createMail<Item>(post: (items: readonly Item[]) => void): Mail<Item> {
  let waiting: Item[] = [];
  function flush(): void {
    const items = waiting;
    waiting = [];
    post(items);
  }
  return {
    send(item) {
      waiting.push(item);
      if (waiting.length === 1) setImmediate(flush);
    },
  };
}
