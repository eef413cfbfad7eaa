/**
 * A map that is never changed: each change puts a layer on top, and layers of like size are joined, so that reading looks
 * into few layers and a change costs little on the average. Older versions stay readable.
 *
 * @public
 */
export interface LayeredMap<Key, Value> {
  /** Newest first; each is more than twice as large as the one before it. */
  readonly layers: readonly ReadonlyMap<Key, Value>[];
}

/** Reads the newest value under a key. */
export function layeredGet<Key, Value>(map: LayeredMap<Key, Value>, key: Key): Value | undefined {
  for (const layer of map.layers) {
    const value = layer.get(key);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The map with changes on top of it. */
export function layeredWith<Key, Value>(
  map: LayeredMap<Key, Value>,
  changes: ReadonlyMap<Key, Value>,
): LayeredMap<Key, Value> {
  if (changes.size === 0) return map;
  const [...rest] = map.layers;
  let top = changes;
  for (let next = rest[0]; next !== undefined && next.size <= top.size * 2; next = rest[0]) {
    top = new Map([...next, ...top]);
    rest.shift();
  }
  return { layers: [top, ...rest] };
}

/** All keys with their newest values, those that were set first coming first within a layer. */
export function layeredEntries<Key, Value>(map: LayeredMap<Key, Value>): ReadonlyMap<Key, Value> {
  const all = new Map<Key, Value>();
  for (const layer of [...map.layers].reverse()) {
    for (const [key, value] of layer) all.set(key, value);
  }
  return all;
}
