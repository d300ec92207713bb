/** A queue by time: the earliest comes out first, and of two at one time the one that was put in first. */
export interface TimeHeap<T> {
  readonly size: number;
  push(at: number, value: T): void;
  /** The earliest time, without taking it out. */
  peek(): { readonly at: number; readonly value: T } | undefined;
  pop(): { readonly at: number; readonly value: T } | undefined;
}

interface Entry<T> {
  readonly at: number;
  readonly seq: number;
  readonly value: T;
}

function isBefore<T>(a: Entry<T>, b: Entry<T>): boolean {
  return a.at < b.at || (a.at === b.at && a.seq < b.seq);
}

/** A binary heap; push and pop cost the logarithm of its size. */
export function timeHeap<T>(): TimeHeap<T> {
  const entries: Entry<T>[] = [];
  let pushed = 0;

  function swapIfBefore(child: number, parent: number): boolean {
    const a = entries[child];
    const b = entries[parent];
    if (a === undefined || b === undefined || !isBefore(a, b)) return false;
    entries[child] = b;
    entries[parent] = a;
    return true;
  }

  function sink(): void {
    let place = 0;
    for (;;) {
      const left = 2 * place + 1;
      const [a, b] = [entries[left], entries[left + 1]];
      if (a === undefined) return;
      const child = b !== undefined && isBefore(b, a) ? left + 1 : left;
      if (!swapIfBefore(child, place)) return;
      place = child;
    }
  }

  return {
    get size() {
      return entries.length;
    },
    push(at, value) {
      entries.push({ at, seq: pushed++, value });
      for (let i = entries.length - 1; i > 0; i = (i - 1) >> 1) if (!swapIfBefore(i, (i - 1) >> 1)) return;
    },
    peek: () => entries[0],
    pop() {
      const first = entries[0];
      const last = entries.pop();
      if (first === undefined || last === undefined || first === last) return first;
      entries[0] = last;
      sink();
      return first;
    },
  };
}
