import type { MessageCatalogue } from "@tillwright/values";

/** What core-members says, in Chinese. @public */
export const zhCN: MessageCatalogue = Object.freeze({
  "core-members.phone-taken": "该手机号已是会员（{memberId}）",
  "core-members.card-taken": "该会员卡已属于会员 {memberId}",
  "core-members.identity-taken": "该账号已绑定会员 {memberId}",
  "core-members.identity-linked": "会员 {memberId} 已绑定另一个 {provider} 账号，请先解绑",
  "core-members.identity-unverified": "{provider} 未能核实本次登录，请重试",
  "core-members.member-exists": "会员号 {memberId} 已存在",
  "core-members.member-unknown": "没有会员 {memberId}",
  "core-members.nobody-found": "按 {soughtBy} 未找到会员",
  "core-members.version-conflict":
    "会员 {memberId} 已在别处修改（现为第 {version} 版，期望第 {expectedVersion} 版），请重新读取",
  "core-members.erased": "会员 {memberId} 的资料已删除",
  "core-members.merged": "会员 {memberId} 已并入会员 {mergedInto}",
  "core-members.address-unknown": "会员 {memberId} 没有这个地址",
  "core-members.too-many-addresses": "会员 {memberId} 已有 {most:number} 个地址，请先删除一个",
  "core-members.too-early": "会员 {memberId} 在更晚的时间已有变更",
  "core-members.feedback-given": "已评价过（评价 {feedbackId}）",
  "core-members.feedback-unknown": "没有评价 {feedbackId}",
  "core-members.feedback-closed": "评价 {feedbackId} 已不能修改",
  "core-members.read-shown":
    "{on:date}：{readerId}（{role}）以 {view} 方式查看了会员 {memberId}，用途 {purpose}，按 {soughtBy} 查找",
  "core-members.read-refused":
    "{on:date}：{readerId}（{role}）以 {view} 方式查看会员 {memberId} 被拒绝，用途 {purpose}，按 {soughtBy} 查找",
  "core-members.read-not-found":
    "{on:date}：{readerId}（{role}）按 {soughtBy} 未找到会员（{view}），用途 {purpose}",
  "core-members.key-missing": "无法读取会员 {memberId} 的资料：密钥不存在或不匹配",
  "core-members.data-damaged": "会员 {memberId} 的资料已损坏",
  "core-members.merge-impossible": "会员 {kept} 与 {dropped} 不能合并或撤销合并",
  "core-members.not-permitted": "{role} 无权执行 {verb}，可由 {couldBe:list} 执行",
  "core-members.no-consent": "会员 {memberId} 未同意通过 {channel} 用于 {purpose}",
  "core-members.quiet-hours": "现在是免打扰时段（{from} 至 {until}）",
  "core-members.minor": "会员 {memberId} 未满 {age:number} 周岁，不得联系",
  "core-members.segment-in": "属于“{name}”：",
  "core-members.segment-out": "不属于“{name}”：",
  "core-members.segment-prefers": "偏好（{preference}）：{wanted:list}",
  "core-members.segment-dedicated": "专属客户经理：{wanted:list}",
  "core-members.segment-consented": "已同意通过 {channel} 用于 {purpose}",
  "core-members.segment-tag": "标签：{tag}",
  "core-members.segment-tier": "等级：{tier}（条件 {wanted:list}）",
  "core-members.segment-birthday-month": "{month:number} 月生日",
  "core-members.segment-purchases": "消费 {purchases:number} 次（至少 {least:number}）",
  "core-members.segment-came": "最近消费 {last}（{withinDays:number} 天内）",
  "core-members.segment-joined": "{joinedOn:date} 入会（{withinDays:number} 天内）",
  "core-members.segment-recruited": "招募门店 {store}（条件 {wanted:list}）",
  "core-members.segment-bought":
    "{withinDays:number} 天内购买 {goods:list} {times:number} 次（至少 {least:number}），共 {amount:money}（至少 {leastAmount:money}）",
  "core-members.segment-not-active": "会员 {memberId} 已删除或合并",
  "core-members.summary": "{who}，{joinedOn:date} 入会，消费 {purchases:number} 次",
  "core-members.summary-erased": "会员 {memberId}（资料已删除）",
});
