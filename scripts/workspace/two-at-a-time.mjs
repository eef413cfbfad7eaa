/**
 * Works through items two at a time; an item starts when those it depends on are done.
 *
 * @template T
 * @param {readonly T[]} items
 * @param {(item: T) => readonly T[]} dependenciesOf
 * @param {(item: T) => Promise<boolean>} work says whether it went well; what depends on a failure is left out
 * @returns {Promise<{ failed: T[], leftOut: T[] }>}
 */
export async function twoAtATime(items, dependenciesOf, work) {
  const open = new Set(items);
  const running = new Map();
  const bad = new Set();
  const leftOut = [];
  while (open.size > 0 || running.size > 0) {
    const next = [...open].find((item) =>
      dependenciesOf(item).every((other) => !open.has(other) && !running.has(other)),
    );
    if (next !== undefined && running.size < 2) {
      open.delete(next);
      if (dependenciesOf(next).some((other) => bad.has(other))) {
        bad.add(next);
        leftOut.push(next);
      } else {
        const done = work(next).then((well) => {
          running.delete(next);
          if (!well) bad.add(next);
        });
        running.set(next, done);
      }
    } else if (running.size > 0) {
      await Promise.race(running.values());
    } else {
      throw new Error("These depend on each other in a circle.");
    }
  }
  return { failed: [...bad].filter((item) => !leftOut.includes(item)), leftOut };
}
