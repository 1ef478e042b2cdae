// Sets of numbers as bits: quick to cross and to count, also of a thousand companies.

/** The set of some numbers below `size`. */
export function setOf(numbers, size) {
  const set = new Uint32Array((size + 31) >>> 5);
  for (const number of numbers) set[number >>> 5] |= 1 << (number & 31);
  return set;
}

/** What two sets have in common. */
export const common = (one, other) => one.map((bits, place) => bits & other[place]);

/** What at least one of two sets has. */
export const either = (one, other) => one.map((bits, place) => bits | other[place]);

/** Whether a set has a number. */
export const has = (set, number) => (set[number >>> 5] & (1 << (number & 31))) !== 0;

/** How many numbers a set has. */
export function count(set) {
  let sum = 0;
  for (let bits of set) for (; bits; bits &= bits - 1) sum += 1;
  return sum;
}
