import { type Assignment, isOpenTo, type Taker, type UnitClass } from "./combination.js";

/**
 * A taker without rivals takes from the dearest unit on: any other choice of as many units has, place by place, none dearer,
 * and no position gains more on a cheaper unit. It stops before a block that gains nothing.
 */
export function alone(
  classes: readonly UnitClass[],
  taker: Taker,
  which: number,
): readonly Assignment[] {
  const open = classes.map((one) => (isOpenTo(one, which) ? one.count : 0));
  const units = open.reduce((sum, count) => sum + count, 0);
  const full = Math.floor(units / taker.size);
  const most = Math.min(full, taker.atMost ?? full);
  const rest =
    taker.partial && most < (taker.atMost ?? Number.POSITIVE_INFINITY) ? units % taker.size : 0;
  const found: Assignment[] = [];
  let index = 0;
  let used = 0;
  let block: Assignment[] = [];
  let blockGain = 0;
  let position = 0;
  for (let left = most * taker.size + rest; left > 0; ) {
    const unitClass = classes[index];
    if (unitClass === undefined) break;
    const available = (open[index] ?? 0) - used;
    if (available === 0) {
      index += 1;
      used = 0;
      continue;
    }
    const blocks = position === 0 ? Math.floor(Math.min(available, left) / taker.size) : 0;
    if (blocks > 0) {
      const gains = Array.from({ length: taker.size }, (_, at) => taker.gain(at, unitClass.price));
      const ofOne = gains.reduce((sum, one) => sum + one, 0);
      if (ofOne <= 0) break;
      gains.forEach((_, at) => {
        found.push({ unitClass: index, taker: which, position: at, count: blocks });
      });
      used += blocks * taker.size;
      left -= blocks * taker.size;
      continue;
    }
    block.push({ unitClass: index, taker: which, position, count: 1 });
    blockGain += taker.gain(position, unitClass.price);
    used += 1;
    left -= 1;
    position += 1;
    if (position < taker.size && left > 0) continue;
    if (blockGain <= 0) break;
    found.push(...block);
    block = [];
    blockGain = 0;
    position = 0;
  }
  return found;
}
