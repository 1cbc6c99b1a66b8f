// Charts beside tables that say the same. The library is fetched when a chart comes into view; where anything fails
// the chart goes away.

import { inView, loaded } from "./fetching.js";

const element = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const SERIES = [
  { color: element("--accent") },
  { color: element("--good-tint"), borderColor: element("--good"), borderWidth: 1.5 },
  { color: element("--warn") },
];

const ROOMY = { interval: 0, width: 100, overflow: "break" };

// The small build of the library has none.
function legend(series) {
  const list = Object.assign(document.createElement("ul"), { className: "lead-legend", ariaHidden: "true" });
  list.append(...series.map(({ name }) => Object.assign(document.createElement("li"), { textContent: name })));
  return list;
}

let library; // fetched once a page

function asked({ names, series }, still) {
  return {
    animation: !still,
    textStyle: { fontFamily: element("--fonts"), color: element("--ink") },
    grid: { left: 8, right: 8, top: 12, bottom: 4, containLabel: true },
    xAxis: { type: "category", data: names, axisLabel: { color: element("--ink-soft"), ...(names.length < 6 && ROOMY) } },
    yAxis: {
      type: "value",
      minInterval: 1,
      axisLabel: { color: element("--ink-soft") },
      splitLine: { lineStyle: { color: element("--line") } },
    },
    series: series.map(({ name, kind, values }, number) => ({
      name,
      type: kind,
      data: values,
      itemStyle: SERIES[number],
      lineStyle: { color: SERIES[number].color },
      label: { show: names.length < 6, position: "top", color: element("--ink") },
    })),
  };
}

async function drawn(board) {
  await inView(board);
  library ??= loaded("script", { src: board.dataset.script });
  await library;
  const told = JSON.parse(board.dataset.chart);
  board.before(legend(told.series));
  const chart = window.echarts.init(board, null, { renderer: "canvas" });
  chart.setOption(asked(told, matchMedia("(prefers-reduced-motion: reduce)").matches));
  new ResizeObserver(() => chart.resize()).observe(board);
}

for (const board of document.querySelectorAll("[data-chart]")) {
  drawn(board).catch(() => board.remove());
}
