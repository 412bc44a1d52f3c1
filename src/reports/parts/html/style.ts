import { PRINT } from "./print-style.ts";

/** The style of the page. Colors keep a contrast of at least 4.5 to 1 in light and dark (WCAG 2.2, 1.4.3), and nothing is told by color alone. */
export const STYLE = `
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
.badge::before { content: "– " / ""; } .badge.fail::before { content: "✕ " / ""; } .badge.review::before { content: "! " / ""; } .badge.pass::before { content: "✓ " / ""; }
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
.sort::after { content: " ↕"; color: var(--faint); } th[aria-sort="ascending"] .sort::after { content: " ↑"; color: inherit; } th[aria-sort="descending"] .sort::after { content: " ↓"; color: inherit; }
.choices { list-style: none; padding: 0; } .blank { height: 5rem; border: 1px solid var(--line); border-radius: 4px; }
.signatures { margin-top: 1rem; border: 1px solid var(--line); } .signatures td { height: 3.2rem; border-left: 1px solid var(--line); }
footer { margin-top: 3rem; border-top: 1px solid var(--line); color: var(--faint); }
@media screen { .out, .many:not(:has(> ul > li:not(.out))) { display: none; } }
@media (max-width: 40rem) { dl, #answer dl { grid-template-columns: 1fr; } dd { margin-bottom: .3rem; } h1 { font-size: 1.35rem; } .matrix tbody th { min-width: 9rem; } .signatures th, .signatures td { padding: .3rem; min-width: 0; } }
@media (forced-colors: active) { .badge, .counts li { border: 1px solid; } }
${PRINT}`;
