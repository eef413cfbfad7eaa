import {
  createLocalKeys,
  createMemoryRows,
  createSealedMembers,
  type KeyProvider,
  type Member,
  type MemberRepository,
  type SealedRows,
} from "@tillwright/core-members";
import { type RandomSource, seededRandom } from "@tillwright/values";

/** Keys, rows and sealed members for a test; the members handed in are stored. */
export async function sealedShop(
  members: readonly Member[],
  seed = 7,
): Promise<{
  readonly random: RandomSource;
  readonly older: KeyProvider;
  readonly newer: KeyProvider;
  /** Has the newer key only. */
  readonly newerAlone: KeyProvider;
  readonly rows: SealedRows;
  readonly members: MemberRepository;
}> {
  const random = seededRandom(seed);
  const [k1, k2, indexKey] = [random(32), random(32), random(32)];
  const older = createLocalKeys({ keys: { k1, k2 }, current: "k1", indexKey, random });
  const newer = createLocalKeys({ keys: { k1, k2 }, current: "k2", indexKey, random });
  const newerAlone = createLocalKeys({ keys: { k2 }, current: "k2", indexKey, random });
  const rows = createMemoryRows();
  const repository = createSealedMembers(rows, older, random);
  for (const member of members) {
    const inserted = await repository.insert(member);
    if (!inserted.ok) throw new Error(inserted.refusal.code);
  }
  return { random, older, newer, newerAlone, rows, members: repository };
}
