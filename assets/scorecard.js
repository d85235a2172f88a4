/* Two small helpers of the pages: choosers change the address, and the document wears its language and theme. */
(function () {
  "use strict";
  let lastChooser = null;

  function go(values, ids, search) {
    const query = new URLSearchParams(search || "");
    let changed = false;
    ids.forEach(function (id, place) {
      const value = values[place] || "";
      if (value === id.was) return;
      changed = true;
      lastChooser = id.key;
      if (value && value !== "*") query.set(id.key, value);
      else query.delete(id.key);
    });
    if (!changed) return window.dash_clientside.no_update;
    const text = query.toString().replace(/\+/g, "%20");
    return text ? "?" + text : "";
  }

  function dress(manner) {
    if (!manner) return;
    const root = document.documentElement;
    root.lang = manner.lang;
    root.setAttribute("data-bs-theme", manner.theme);
    root.setAttribute("data-view", manner.view);
    window.setTimeout(function () {
      const heading = document.querySelector("h1");
      if (heading) document.title = heading.textContent;
      if (!lastChooser) return;
      const select = document.querySelector('[data-key="' + lastChooser + '"] select');
      lastChooser = null;
      if (select) select.focus();
    }, 0);
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, { scorecard: { go: go, dress: dress } });

  window.PlotlyLocales = (window.PlotlyLocales || []).concat([
    {
      moduleType: "locale",
      name: "zh-CN",
      dictionary: {
        "Download plot as a PNG": "下载为图片",
        "Download plot": "下载图片",
        "Taking snapshot - this may take a few seconds": "正在生成图片，请稍候",
        "Snapshot succeeded": "图片已生成",
        "Sorry, there was a problem downloading your snapshot!": "抱歉，图片未能生成",
        "Click to enter Colorscale title": "",
        "Double-click to zoom back out": "双击还原",
      },
      format: {
        days: ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"],
        shortDays: ["周日", "周一", "周二", "周三", "周四", "周五", "周六"],
        months: ["一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月"],
        shortMonths: ["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"],
        date: "%Y-%m-%d",
      },
    },
  ]);
})();
