/** First in, first out, without moving what is behind. */
export interface Queue<T> {
  readonly size: number;
  put(value: T): void;
  take(): T | undefined;
}

export function createQueue<T>(): Queue<T> {
  let items: T[] = [];
  let head = 0;
  return {
    get size() {
      return items.length - head;
    },
    put: (value) => void items.push(value),
    take() {
      const value = items[head];
      head += 1;
      if (head >= items.length) {
        items = [];
        head = 0;
      } else if (head > 1_024 && head * 2 > items.length) {
        items = items.slice(head);
        head = 0;
      }
      return value;
    },
  };
}
