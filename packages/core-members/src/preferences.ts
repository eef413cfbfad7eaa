/**
 * What a member prefers, by the keys of the shop's own schema: one of the choices, several of them, yes or no, a number, a
 * line of text.
 *
 * @public
 */
export type PreferenceValue = string | number | boolean | readonly string[];

/** A member's preferences by key. @public */
export type Preferences = Readonly<Record<string, PreferenceValue>>;

/** Changes of preferences by key; `null` clears one. @public */
export type PreferenceChanges = Readonly<Record<string, PreferenceValue | null>>;

/** The preferences after changes, with their keys in order, so that the same preferences look the same. */
export function withChanges(before: Preferences, changes: PreferenceChanges): Preferences {
  const all = Object.entries({ ...before, ...changes }).filter(
    (entry): entry is [string, PreferenceValue] => entry[1] !== null,
  );
  return Object.freeze(Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1))));
}
