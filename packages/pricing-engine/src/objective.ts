/**
 * Which combination of promotions is chosen where they compete, for units or within a group.
 *
 * - `customer-best`: the one that saves the customer most.
 * - `merchant-priority`: the one in which the promotions of the highest `priority` save as much as they can; of several, the one
 *   in which those of the next priority do, and so on. A promotion of a lower priority never takes a unit from a higher one
 *   that would use it, whatever the customer would save.
 * - `least-cost`: of the combinations in which as many units as possible have a promotion, the one for which the shop pays
 *   least. What a brand or platform pays (`fundedBy`), all or a share, costs the shop nothing.
 *
 * Among promotions of a group the same is asked of the whole basket: what is owed, what each priority gives, or how many groups
 * give something and what the shop pays for it.
 *
 * Of combinations that are equal the order of lane, priority and id decides, with dearer units first, then products by their id;
 * the order of the document and of the lines never matters.
 *
 * @public
 */
export type Objective = "customer-best" | "merchant-priority" | "least-cost";
