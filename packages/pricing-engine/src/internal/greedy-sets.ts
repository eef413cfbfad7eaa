import { type Assignment, isOpenTo, type Taker, type UnitClass } from "./combination.js";

/**
 * Builds one kind of set from the dearest units of each part, as long as another set gains something.
 *
 * Where no units could go into two parts this is the best there is: any set takes as many of each part, and the dearest of
 * each part are worth most; else it is a start.
 */
export function greedySets(
  classes: readonly UnitClass[],
  takers: readonly Taker[],
  members: readonly number[],
): readonly Assignment[] {
  const left = classes.map(({ count }) => count);
  const next = members.map(() => 0);
  const cost = takers[members[0] ?? -1]?.set?.cost ?? 0;
  const most = takers[members[0] ?? -1]?.atMost ?? 0;
  const counts = new Map<string, Assignment>();
  for (let set = 0; set < most; set++) {
    const picked = pickSet(classes, takers, members, left, next);
    const worth = picked?.reduce(
      (sum, { unitClass, taker, count }) =>
        sum + (takers[taker]?.gain(0, classes[unitClass]?.price ?? 0) ?? 0) * count,
      -cost,
    );
    if (picked === null || worth === undefined || worth <= 0) break;
    for (const one of picked) {
      left[one.unitClass] = (left[one.unitClass] ?? 0) - one.count;
      const key = `${one.unitClass}/${one.taker}`;
      const before = counts.get(key)?.count ?? 0;
      counts.set(key, { ...one, count: before + one.count });
    }
  }
  return [...counts.values()];
}

/** The dearest units that are left for each part; `null` when some part cannot be filled. */
function pickSet(
  classes: readonly UnitClass[],
  takers: readonly Taker[],
  members: readonly number[],
  left: readonly number[],
  next: number[],
): readonly Assignment[] | null {
  const picked: Assignment[] = [];
  const used = new Map<number, number>();
  for (const [place, taker] of members.entries()) {
    let wanted = takers[taker]?.size ?? 0;
    // Classes that are used up, or not open to this part, stay so from one set to the next.
    let first = next[place] ?? 0;
    while (first < classes.length && (left[first] === 0 || !isOpen(classes[first], taker))) {
      first += 1;
    }
    next[place] = first;
    for (let unitClass = first; wanted > 0; unitClass++) {
      const open = classes[unitClass];
      if (open === undefined) return null;
      const available = (left[unitClass] ?? 0) - (used.get(unitClass) ?? 0);
      const count = isOpenTo(open, taker) ? Math.min(available, wanted) : 0;
      if (count === 0) continue;
      picked.push({ unitClass, taker, position: 0, count });
      used.set(unitClass, (used.get(unitClass) ?? 0) + count);
      wanted -= count;
    }
  }
  return picked;
}

function isOpen(unitClass: UnitClass | undefined, taker: number): boolean {
  return unitClass !== undefined && isOpenTo(unitClass, taker);
}

/** Whether the takers are the parts of one set and no units could go into two of them. */
export function isLoneSet(classes: readonly UnitClass[], takers: readonly Taker[]): boolean {
  const id = takers[0]?.set?.id;
  return (
    id !== undefined &&
    takers.every(({ set }) => set?.id === id) &&
    classes.every((one) => one.takers.length <= 1)
  );
}
