/** Keeps what is costly to make, so many at most: where one more comes, all are forgotten and made again as they are asked for. */
export function remembering<Value>(most: number, make: (key: string) => Value): (key: string) => Value {
  const made = new Map<string, Value>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    if (made.size >= most) made.clear();
    const value = make(key);
    made.set(key, value);
    return value;
  };
}
