import type { Feedback } from "./feedback.js";
import type { Member } from "./member.js";
import type { MemberRead } from "./read-log.js";

/** A sentence in each language. @public */
export type FieldDescription = Readonly<Record<"zh-CN" | "en", string>>;

function says(zh: string, en: string): FieldDescription {
  return Object.freeze({ "zh-CN": zh, en });
}

/** What each field of a member means. A field without a sentence here does not compile. */
export const memberFieldDescriptions: Readonly<Record<keyof Member, FieldDescription>> =
  Object.freeze({
    memberId: says("会员编号", "the shop's id of the member"),
    version: says("资料被保存的次数", "how often the data was stored"),
    status: says(
      "状态：active 有效，erased 已删除，merged 已并入他人",
      "active, erased, or merged into another",
    ),
    mergedInto: says("并入的会员编号", "the member this one has become part of"),
    mergedFrom: says("并入本会员的会员编号", "the members that have become part of this one"),
    joinedAt: says(
      "入会时刻（1970 年起的毫秒数，UTC）",
      "when joined, in milliseconds since 1970 UTC",
    ),
    joinedOn: says("入会日期（门店时区）", "the day of joining in the store's zone"),
    recruited: says("在何处、由谁招募", "where and by whom recruited"),
    phone: says("手机号（国际格式）", "phone in international form"),
    name: says("姓名", "name"),
    birthday: says("生日，年份可为空", "birthday, possibly without a year"),
    minor: says("不满十四周岁（由监护人或店员说明）", "said to be younger than 14"),
    birthdayLocked: says(
      "已享受过生日优惠，生日不能再修改",
      "a benefit of the birthday was used: it can no longer be changed",
    ),
    cardNumber: says("会员卡号", "number of the member's card"),
    email: says("电子邮箱", "e-mail address"),
    addresses: says("地址，第一个为默认地址", "addresses, the first one is the default"),
    preferences: says("偏好", "preferences"),
    identities: says("已绑定的微信、支付宝账号", "linked WeChat and Alipay accounts"),
    tags: says("门店贴的标签", "tags that the shop has given"),
    dedicated: says(
      "专属客户经理及其起止时间",
      "who of the staff looked after the member, and when",
    ),
    tier: says("会员等级", "the tier that is held"),
    consents: says(
      "同意与撤回的记录，先旧后新",
      "every consent given or withdrawn, the oldest first",
    ),
    purchases: says("消费次数", "number of completed purchases"),
    lastPurchaseOn: says("最近消费日期", "the day of the last purchase"),
  });

export const feedbackFieldDescriptions: Readonly<Record<keyof Feedback, FieldDescription>> =
  Object.freeze({
    feedbackId: says("评价编号", "id of the feedback"),
    version: says("被保存的次数", "how often it was stored"),
    memberId: says("评价的会员编号", "the member who gave it"),
    about: says("所评价的销售或服务", "the sale or service it is about"),
    storeId: says("门店编号", "the store"),
    operatorId: says("服务的员工号", "who served"),
    rating: says("星级，1 至 5", "stars, 1 to 5"),
    comment: says("文字评价", "what was written"),
    givenAt: says("评价时刻（毫秒，UTC）", "when given, in milliseconds UTC"),
    editedAt: says("修改时刻（毫秒，UTC）", "when changed, in milliseconds UTC"),
    state: says("waiting 待审核，shown 已展示，hidden 已隐藏", "waiting, shown or hidden"),
    moderations: says("审核记录", "the decisions about it"),
  });

export const readFieldDescriptions: Readonly<Record<keyof MemberRead, FieldDescription>> =
  Object.freeze({
    readId: says("查看记录编号", "id of the entry"),
    at: says("查看时刻（毫秒，UTC）", "when, in milliseconds UTC"),
    readerId: says("查看人", "who looked"),
    role: says("查看人的角色", "in which role"),
    memberId: says("被查看的会员编号", "at whom"),
    soughtBy: says("查找方式", "by what the member was looked for"),
    view: says("masked 脱敏，personal 完整，export 导出", "masked, in full, or taken away"),
    purpose: says("用途", "what for"),
    outcome: says("结果", "what came of it"),
  });
