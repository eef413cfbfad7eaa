// What the page of the browser check runs, after every entry of the pure packages was loaded: a little real work in
// each layer, compared with figures that a person can check. `entries` comes from the bundle around it.

/** @param {Record<string, Record<string, any>>} entries by specifier */
export function workInBrowser(entries) {
  const values = entries["@tillwright/values"];
  const amount = values.parseMoney("22.00", "CNY").value;
  return {
    entries: Object.keys(entries).length,
    shares: values.allocate(amount, [1800, 800]),
    discounted: values.applyRate(9999, values.parseRate("80%").value, "half-up"),
    day: values.localDateOf(values.parseInstant("2027-01-31T17:00:00Z").value, "Asia/Shanghai"),
    hash: values.contentHash({ 价: "¥22.00" }),
  };
}
