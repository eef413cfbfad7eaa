import type { Instant } from "@tillwright/values";

/** How a member can be reached. @public */
export type ConsentChannel = "sms" | "email" | "phone" | "wechat" | "app" | "post";

/**
 * A consent that was given or withdrawn.
 *
 * @public
 */
export interface Consent {
  /** What the data is used for: `marketing`, `profiling`, … */
  readonly purpose: string;
  readonly channel: ConsentChannel;
  /** `false` withdraws it. */
  readonly given: boolean;
  readonly at: Instant;
  /** Names the text that was shown. */
  readonly textVersion: string;
  /** The text itself, word for word, where the shop keeps it with each consent. */
  readonly text?: string;
}

/**
 * Whether a member may be addressed for a purpose on a channel: the last word counts, and silence is no consent.
 *
 * @example
 * ```ts
 * import { hasConsent } from "@tillwright/core-members";
 *
 * const consent = { purpose: "marketing", channel: "sms", textVersion: "1" } as const;
 * const given = { ...consent, given: true, at: 1 };
 * hasConsent([given], "marketing", "sms"); //=> true
 * hasConsent([given, { ...given, given: false, at: 2 }], "marketing", "sms"); //=> false
 * ```
 *
 * @public
 */
export function hasConsent(
  consents: readonly Consent[],
  purpose: string,
  channel: ConsentChannel,
): boolean {
  const last = consents.findLast(
    (consent) => consent.purpose === purpose && consent.channel === channel,
  );
  return last?.given ?? false;
}
