// A register keeps the newest value that it was told, whatever the order of telling: joining is commutative,
// associative and idempotent, so frames and snapshots may come late, twice or crossed.

/** When a value held: the subject's revision first, then what orders values within one revision. */
export type Stamp = readonly number[];

export type Register<T> = { readonly at: Stamp; readonly value: T };

/** Lexicographic; a missing member counts as 0. */
export function newer(a: Stamp, b: Stamp): boolean {
  for (let i = 0; i < Math.max(a.length, b.length); i += 1) {
    const [left, right] = [a[i] ?? 0, b[i] ?? 0];
    if (left !== right) return left > right;
  }
  return false;
}

/** The newer of both; the held one where they are equally new. */
export function join<T>(held: Register<T> | undefined, told: Register<T>): Register<T> {
  return held === undefined || newer(told.at, held.at) ? told : held;
}
