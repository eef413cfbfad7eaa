import type { MessageCatalogue } from "@tillwright/values";

/** What core-members says, in Chinese. @public */
export const zhCN: MessageCatalogue = Object.freeze({
  "core-members.phone-taken": "该手机号已是会员（{memberId}）",
  "core-members.card-taken": "该会员卡已属于会员 {memberId}",
  "core-members.member-exists": "会员号 {memberId} 已存在",
  "core-members.member-unknown": "没有会员 {memberId}",
  "core-members.version-conflict":
    "会员 {memberId} 已在别处修改（现为第 {version} 版，期望第 {expectedVersion} 版），请重新读取",
  "core-members.erased": "会员 {memberId} 的资料已删除",
  "core-members.summary": "{who}，{joinedOn:date} 入会，消费 {purchases:number} 次",
  "core-members.summary-erased": "会员 {memberId}（资料已删除）",
});
