import type { Desk } from "./desk.js";

/** More merges of one person than any shop has made one after the other. */
const mostMerges = 20;

/** Who holds what a member held: the member itself, or the one it has become part of. */
export async function holderOf(desk: Desk, memberId: string): Promise<string> {
  let holder = memberId;
  for (let merge = 0; merge < mostMerges; merge += 1) {
    const member = (await desk.parts.members?.byId(holder)) ?? null;
    if (member?.status !== "merged" || member.mergedInto === undefined) return holder;
    holder = member.mergedInto;
  }
  return holder;
}
