const e=require("./scan.js");var t=class{text;constructor(e){this.text=e}};function n(e,...n){let i=e[0]??``;for(let[t,a]of n.entries())i+=r(a)+(e[t+1]??``);return new t(i)}function r(n){return n instanceof t?n.text:n===null?``:typeof n==`object`?n.map(r).join(``):typeof n==`number`?String(n):e.forXml(e.forTerminal(n))}function i(e){return e.trim()===``?n`<em>(empty)</em>`:n`<code>${e}</code>`}function a(e,t){return e.flatMap((e,n)=>n===0?[e]:[t,e])}const o=`"use strict";
(() => {
  const table = document.getElementById("components-table");
  const make = (name, attributes, text) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    if (text !== undefined) element.textContent = text;
    return element;
  };

  const reveal = () => {
    let target = null;
    try { target = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { return; }
    if (!(target instanceof HTMLDetailsElement)) return;
    target.open = true;
    target.classList.remove("out");
    target.scrollIntoView();
    target.querySelector("summary").focus({ preventScroll: true });
  };
  addEventListener("hashchange", reveal);
  reveal();

  // Browsers that cannot print closed details by style alone.
  let opened = [];
  if (!CSS.supports("selector(::details-content)")) {
    addEventListener("beforeprint", () => {
      opened = [...document.querySelectorAll("details:not([open])")];
      for (const one of opened) one.open = true;
    });
    addEventListener("afterprint", () => { for (const one of opened) one.open = false; });
  }

  if (table === null) return;
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const parts = new Map(rows.map((row) => [row.dataset.component, []]));
  for (const part of document.querySelectorAll(".findings[data-component], .findings li[data-component], details.component")) parts.get(part.dataset.component)?.push(part);
  let texts = null;
  // What is said of several components is said of each.
  const said = (part) => part.tagName === "LI" ? [part, ...part.closest(".findings").querySelectorAll(".finding")] : [part];
  const textOf = (row) => [row, ...parts.get(row.dataset.component).flatMap(said)].map((one) => one.textContent).join("\\n").toLowerCase();

  const form = make("form", { class: "tools", role: "search", "aria-label": "Search and filter the components" });
  const field = (label, control) => {
    const wrapper = make("label", {}, label);
    wrapper.append(control);
    form.append(wrapper);
    return control;
  };
  const search = field("Search ", make("input", { type: "search", autocomplete: "off", spellcheck: "false" }));
  const choice = (label, key, words) => {
    const select = make("select", {});
    select.append(make("option", { value: "" }, "all"));
    for (const value of [...new Set(rows.map((row) => row.dataset[key]))].sort()) select.append(make("option", { value }, words[value] ?? value));
    field(label, select);
    return [key, select];
  };
  const choices = [
    choice("Verdict ", "verdict", { fail: "fails", review: "needs review", pass: "passes", none: "not judged" }),
    choice("Kind ", "kind", {}),
    choice("Role ", "role", {}),
  ];
  const reset = make("button", { type: "button" }, "Show all");
  const status = make("p", { class: "status", role: "status" });
  form.append(reset, status);
  table.closest(".scroll").before(form);

  const filter = () => {
    const words = search.value.toLowerCase().split(/\\s+/).filter((word) => word !== "");
    if (words.length > 0) texts ??= new Map(rows.map((row) => [row, textOf(row)]));
    let shown = 0;
    for (const row of rows) {
      const fits = choices.every(([key, select]) => select.value === "" || row.dataset[key] === select.value) && words.every((word) => texts.get(row).includes(word));
      if (fits) shown += 1;
      for (const one of [row, ...parts.get(row.dataset.component)]) one.classList.toggle("out", !fits);
    }
    status.textContent = shown === rows.length ? "All " + rows.length.toLocaleString("en-US") + " components are shown." : shown.toLocaleString("en-US") + " of " + rows.length.toLocaleString("en-US") + " components are shown, here and in the lists above and below.";
  };
  let waiting = 0;
  search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 120); });
  search.addEventListener("keydown", (event) => { if (event.key === "Escape") { search.value = ""; filter(); } });
  for (const [, select] of choices) select.addEventListener("change", filter);
  reset.addEventListener("click", () => { search.value = ""; for (const [, select] of choices) select.value = ""; filter(); search.focus(); });
  form.addEventListener("submit", (event) => { event.preventDefault(); filter(); });
  filter();

  const collator = new Intl.Collator("en", { numeric: true });
  const heads = [...table.tHead.rows[0].cells];
  for (const [at, head] of heads.entries()) {
    const button = make("button", { type: "button", class: "sort" }, head.textContent);
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const direction = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", direction === 1 ? "ascending" : "descending");
      const keyed = rows.map((row) => [row.cells[at].dataset.sort ?? row.cells[at].textContent, row]);
      keyed.sort((a, b) => direction * collator.compare(a[0], b[0]));
      const sorted = document.createDocumentFragment();
      for (const [, row] of keyed) sorted.append(row);
      body.append(sorted);
    });
  }
})();
`,s=`
:root { color-scheme: light dark; --ground: #fff; --raised: #f5f6f8; --ink: #1b1f24; --faint: #57606a; --line: #cfd4da; --link: #0550ae;
  --fail: #a40e26; --fail-ground: #ffebe9; --review: #7a4d05; --review-ground: #fff4d6; --pass: #116329; --pass-ground: #e3f6e8; --none: #57606a; --none-ground: #eceff2;
  --bar-1: #2b6cb0; --bar-2: #6b46c1; --bar-3: #b7791f; --bar-4: #c05621; --bar-5: #57606a; }
@media (prefers-color-scheme: dark) { :root { --ground: #12161c; --raised: #1b2129; --ink: #e6eaef; --faint: #a3adb8; --line: #39424d; --link: #79b8ff;
  --fail: #ff9b96; --fail-ground: #46161a; --review: #f0c05a; --review-ground: #3c2d0c; --pass: #77d68c; --pass-ground: #12351d; --none: #b1bac4; --none-ground: #29313b;
  --bar-1: #5a9fe0; --bar-2: #a58be8; --bar-3: #d9a548; --bar-4: #e58a57; --bar-5: #a3adb8; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0 auto; max-width: 82rem; padding: 1rem clamp(.75rem, 3vw, 2rem) 4rem; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: .5rem 0 .25rem; }
h2 { font-size: 1.3rem; margin: 0 0 .75rem; padding-top: 1rem; border-top: 2px solid var(--line); }
h3 { font-size: 1.05rem; margin: 1.25rem 0 .4rem; }
h4 { font-size: 1rem; margin: 0 0 .3rem; }
section { margin-top: 2.25rem; }
p { margin: .4rem 0; max-width: 75ch; }
a { color: var(--link); }
code { font: .9em/1.4 ui-monospace, "SFMono-Regular", Consolas, "DejaVu Sans Mono", monospace; }
.hash { font-size: .8em; }
ul, ol { margin: .25rem 0; padding-left: 1.4rem; }
ul.bare { list-style: none; padding: 0; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 1rem; top: .5rem; background: var(--ground); padding: .5rem; z-index: 2; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
nav ol { display: flex; flex-wrap: wrap; gap: .15rem 1.1rem; padding: .6rem .9rem; margin: .75rem 0 0; background: var(--raised); border: 1px solid var(--line); border-radius: 6px; list-style-position: inside; }
nav li { padding: .15rem 0; }
.verdict { font-size: 1.15rem; }
.badge { display: inline-block; padding: 0 .5em; border: 1px solid currentColor; border-radius: 4px; font-size: .85em; font-weight: 600; white-space: nowrap; color: var(--none); background: var(--none-ground); }
.badge::before { content: "\u2013 " / ""; } .badge.fail::before { content: "\u2715 " / ""; } .badge.review::before { content: "! " / ""; } .badge.pass::before { content: "\u2713 " / ""; }
.badge.fail { color: var(--fail); background: var(--fail-ground); }
.badge.review { color: var(--review); background: var(--review-ground); }
.badge.pass { color: var(--pass); background: var(--pass-ground); }
.warning { border-left: 4px solid var(--review); padding: .4rem .8rem; background: var(--review-ground); }
.counts { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: .5rem; list-style: none; padding: 0; margin: .75rem 0; }
.counts li { border: 1px solid var(--line); border-left: 5px solid var(--none); border-radius: 6px; padding: .4rem .7rem; background: var(--raised); }
.counts b { display: block; font-size: 1.5rem; line-height: 1.2; }
.counts .fail { border-left-color: var(--fail); } .counts .review { border-left-color: var(--review); } .counts .pass { border-left-color: var(--pass); }
dl { margin: .4rem 0; display: grid; grid-template-columns: minmax(5rem, max-content) 1fr; gap: .25rem .9rem; }
#answer dl { grid-template-columns: 10.5rem 1fr; }
dt { color: var(--faint); } dd { margin: 0; min-width: 0; }
.scroll { position: relative; content-visibility: auto; contain-intrinsic-size: auto 24rem; overflow-x: auto; margin: .6rem 0 1rem; border: 1px solid var(--line); border-radius: 6px; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; overflow-wrap: break-word; } .place { overflow-wrap: anywhere; } td .place { display: inline-block; min-width: 9rem; }
caption { text-align: left; font-weight: 600; padding: .5rem .7rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .7rem; border-top: 1px solid var(--line); min-width: 4.5rem; }
td ol, td ul { padding-left: 1.1rem; }
tbody th { font-weight: 500; }
thead th { background: var(--raised); font-weight: 600; white-space: nowrap; }
.plain td, .plain tbody th { max-width: 34rem; min-width: 6rem; }
.inventory td, .inventory th { max-width: 22rem; }
.matrix { width: auto; } .matrix td { min-width: 3.2rem; text-align: center; } .matrix tbody th { min-width: 13rem; max-width: 20rem; background: var(--ground); position: sticky; left: 0; }
.matrix thead th:first-child { position: sticky; left: 0; }
.matrix thead th { vertical-align: bottom; white-space: normal; min-width: 6rem; text-align: center; } .matrix .term { font-size: .85em; }
.mark { font-size: .85em; } .mark.restriction { color: var(--fail); font-weight: 600; } .mark.condition { color: var(--review); font-weight: 600; }
.license, .basis, .state, .why, .link { color: var(--faint); }
.findings { border: 1px solid var(--line); border-radius: 6px; margin: .8rem 0; padding: 0 .9rem .5rem; content-visibility: auto; contain-intrinsic-size: auto 20rem; }
.findings h3 { margin: .7rem 0 .2rem; }
.finding { border-left: 4px solid var(--line); padding: .4rem 0 .4rem .8rem; margin: .7rem 0; }
.finding.fail { border-left-color: var(--fail); } .finding.review { border-left-color: var(--review); }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 1rem 2rem; align-items: start; }
.chart th, .chart td { border: 0; padding: .2rem .5rem .2rem 0; min-width: 0; } .chart caption { padding-left: 0; } .chart tbody th { width: 45%; font-weight: 400; } .chart .number { white-space: nowrap; text-align: right; width: 1%; }
.bar { display: block; width: 100%; height: 1.3rem; } .bar .ground { fill: var(--raised); stroke: var(--line); stroke-width: .3; } .bar .fill { fill: var(--none); } .bar .now { fill: var(--ink); }
.fill.fail { fill: var(--fail); } .fill.review { fill: var(--review); } .fill.pass { fill: var(--pass); }
.fill.class-permissive { fill: var(--bar-1); } .fill.class-copyleft { fill: var(--bar-2); } .fill.class-responsible-use { fill: var(--bar-3); } .fill.class-commercial-restricted { fill: var(--bar-4); } .fill.class-unknown { fill: var(--bar-5); }
figure { margin: .6rem 0; } figcaption { font-weight: 600; } .lineage .scroll { padding: .3rem; }
.graph { display: block; } .graph text { font: 13px system-ui, "DejaVu Sans", sans-serif; fill: var(--ink); } .graph text.license { font-size: 11.5px; fill: var(--faint); } .graph a text.name { fill: var(--link); text-decoration: underline; }
.node { fill: var(--raised); stroke: var(--none); stroke-width: 1.5; } .node.fail { stroke: var(--fail); stroke-width: 3; } .node.review { stroke: var(--review); stroke-width: 2; stroke-dasharray: 6 3; } .node.pass { stroke: var(--pass); stroke-width: 2; }
path.edge { fill: none; stroke: var(--faint); stroke-width: 1.5; } path.inferred { stroke-dasharray: 2 4; } path.conflict { stroke: var(--fail); stroke-width: 2.5; stroke-dasharray: 8 5; } path.head { fill: var(--faint); }
.graph text.edge { font-size: 11.5px; fill: var(--faint); paint-order: stroke; stroke: var(--ground); stroke-width: 4px; } .graph text.conflict { fill: var(--fail); font-weight: 700; }
details.component { border: 1px solid var(--line); border-radius: 6px; margin: .4rem 0; padding: .35rem .9rem; content-visibility: auto; contain-intrinsic-size: auto 2.6rem; }
summary { cursor: pointer; } details.component > summary { padding: .2rem 0; } .more { display: inline; } .more > summary { display: inline; color: var(--link); text-decoration: underline; }
.read { border: 1px solid var(--line); margin: .6rem 0; }
.tools { display: flex; flex-wrap: wrap; gap: .6rem 1rem; align-items: end; margin: .6rem 0; padding: .7rem .9rem; background: var(--raised); border: 1px solid var(--line); border-radius: 6px; }
.tools label { display: grid; gap: .15rem; font-size: .88rem; } .tools label:first-child { flex: 1 1 14rem; } .tools .status { flex-basis: 100%; margin: 0; }
input, select, button { font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--faint); border-radius: 4px; padding: .3rem .5rem; min-height: 2.1rem; }
button { cursor: pointer; } button.sort { background: none; border: 0; padding: 0; min-height: 1.6rem; font-weight: 600; text-align: left; }
.sort::after { content: " \u2195"; color: var(--faint); } th[aria-sort="ascending"] .sort::after { content: " \u2191"; color: inherit; } th[aria-sort="descending"] .sort::after { content: " \u2193"; color: inherit; }
.choices { list-style: none; padding: 0; } .blank { height: 5rem; border: 1px solid var(--line); border-radius: 4px; }
.signatures { margin-top: 1rem; border: 1px solid var(--line); } .signatures td { height: 3.2rem; border-left: 1px solid var(--line); }
footer { margin-top: 3rem; border-top: 1px solid var(--line); color: var(--faint); }
@media screen { .out, .many:not(:has(> ul > li:not(.out))) { display: none; } }
@media (max-width: 40rem) { dl, #answer dl { grid-template-columns: 1fr; } dd { margin-bottom: .3rem; } h1 { font-size: 1.35rem; } .matrix tbody th { min-width: 9rem; } .signatures th, .signatures td { padding: .3rem; min-width: 0; } }
@media (forced-colors: active) { .badge, .counts li { border: 1px solid; } }

@page { size: A4; margin: 18mm 14mm 20mm;
  @bottom-left { content: "Model licenses: a report of modelterms. Not legal advice."; font: 8pt sans-serif; color: #444; }
  @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 8pt sans-serif; color: #444; } }
@page wide { size: A4 landscape; }
@page tall { size: A4; }
@media print {
  :root { color-scheme: light; --ground: #fff; --raised: #f4f4f4; --ink: #000; --faint: #444; --line: #999; --link: #000; --fail: #8b0000; --fail-ground: #fff; --review: #5c3a00; --review-ground: #fff; --pass: #0b4d1f; --pass-ground: #fff; --none: #333; --none-ground: #fff; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { max-width: none; padding: 0; font-size: 9.5pt; }
  .skip, .tools { display: none; }
  a { text-decoration: none; }
  h1, h2, h3, h4, caption, summary, figcaption { break-after: avoid; }
  .scroll { overflow: visible; border: 0; }
  table { font-size: 8.5pt; width: 100%; }
  thead { display: table-header-group; }
  tr, .short, .finding h4, figure, .counts, .signatures { break-inside: avoid; }
  th, td { min-width: 0; max-width: none; padding: 1.2mm 1.6mm; }
  .plain td, .plain tbody th, .inventory td, .inventory th { min-width: 0; max-width: none; }
  thead th { white-space: normal; }
  .matrix tbody th, .matrix thead th:first-child { position: static; min-width: 0; }
  .matrix thead th { min-width: 0; }
  #terms { page: wide; }
  .licenses { page: tall; }
  .sort::after { content: none; }
  .sort { display: contents; color: inherit; }
  .graph { max-width: 100%; height: auto; max-height: 230mm; }
  .scroll, .findings, details.component { content-visibility: visible; border-radius: 0; }
  details:not([open])::details-content { content-visibility: visible; display: block; height: auto; }
  .more:not([open])::details-content { display: inline; }
  .more > summary { display: none; }
  .component > summary { list-style: none; }
  #sign-off { break-inside: avoid; }
}
`;function c(e,t){return t||=e.slice(0),Object.freeze(Object.defineProperties(e,{raw:{value:Object.freeze(t)}}))}var l;function u({date:r,tool:i},a,u){let f=i===void 0?`modelterms`:`${i.name} ${i.version}`,p=`default-src 'none'; style-src '${d(s)}'; script-src '${d(o)}'; img-src data:; base-uri 'none'; form-action 'none'`;return n(l||=c([``,`
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="`,`">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="`,`">
<title>`,`</title>
<style>`,`</style>
</head>
<body>
<a class="skip" href="#answer">Skip to the answer</a>
<header>
<h1>`,`</h1>
<p>`,`, `,`. `,`</p>
</header>
<nav aria-label="Contents"><ol>`,`</ol></nav>
<main>
`,`</main>
<footer><p>Made by `,` on `,`. `,`</p></footer>
<script>`,`<\/script>
</body>
</html>
`]),new t(`<!DOCTYPE html>`),p,f,a,new t(s),a,r,f,e.DISCLAIMER,u.map(([e,t])=>n`<li><a href="#${e}">${t}</a></li>`),u.map(([,,e])=>e),f,r,e.DISCLAIMER,new t(o)).text}function d(t){return`sha256-${e.createHash(`sha256`).update(t).digest(`base64`)}`}function f(t,n){return{result:t,context:n,findings:e.findingsByComponent(t),anchors:new Map(t.components.map(({id:e},t)=>[e,`component-${t+1}`]))}}function p(e,t,r){return n`<section id="${e}" aria-labelledby="${e}-title">
<h2 id="${e}-title">${t}</h2>
${r}
</section>
`}function m(e,t,r,i={}){return n`<div class="scroll${r.length<=5?` short`:``}" role="region" tabindex="0" aria-label="${e}"><table${i.id===void 0?null:n` id="${i.id}"`} class="${i.kind??`plain`}">
<caption>${e}</caption>
<thead><tr>${t.map(e=>n`<th scope="col">${e}</th>`)}</tr></thead>
<tbody>
${r}</tbody></table></div>
`}function h(e){let[t=null,...r]=e;return n`<tr><th scope="row">${t}</th>${r.map(e=>n`<td>${e}</td>`)}</tr>
`}function g(t){return n`<span class="badge ${t??`none`}">${e.verdictText(t)}</span>`}function _(t){return n`<code class="place">${e.placeText(t)}</code>`}function v(t,{anchors:r}){return n`<a href="#${r.get(t.id)??``}">${e.nameText(t)}</a>`}function y(e,t){let r=e.map(e=>v(e,t));return r.length<=4?a(r,`, `):[a(r.slice(0,3),`, `),n` <details class="more"><summary>and ${(r.length-3).toLocaleString(`en-US`)} more</summary>${a(r.slice(3),`, `)}</details>`]}function b(e,t=!1){if(e.length===0)return null;let r=e.map(e=>n`<li>${e}</li>`);return t?n`<ol>${r}</ol>`:n`<ul>${r}</ul>`}function x(e){return n`<dl>${e.map(e=>e===null?null:n`<dt>${e[0]}</dt><dd>${e[1]}</dd>`)}</dl>
`}Object.defineProperty(exports,"badge",{enumerable:!0,get:function(){return g}}),Object.defineProperty(exports,"facts",{enumerable:!0,get:function(){return x}}),Object.defineProperty(exports,"html",{enumerable:!0,get:function(){return n}}),Object.defineProperty(exports,"joined",{enumerable:!0,get:function(){return a}}),Object.defineProperty(exports,"linkTo",{enumerable:!0,get:function(){return v}}),Object.defineProperty(exports,"linksTo",{enumerable:!0,get:function(){return y}}),Object.defineProperty(exports,"list",{enumerable:!0,get:function(){return b}}),Object.defineProperty(exports,"page",{enumerable:!0,get:function(){return u}}),Object.defineProperty(exports,"placeOf",{enumerable:!0,get:function(){return _}}),Object.defineProperty(exports,"row",{enumerable:!0,get:function(){return h}}),Object.defineProperty(exports,"section",{enumerable:!0,get:function(){return p}}),Object.defineProperty(exports,"table",{enumerable:!0,get:function(){return m}}),Object.defineProperty(exports,"verbatim",{enumerable:!0,get:function(){return i}}),Object.defineProperty(exports,"viewOf",{enumerable:!0,get:function(){return f}});