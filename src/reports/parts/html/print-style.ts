/** On paper: light, with page numbers in the margin (CSS Paged Media Level 3), heads of tables on every page (Chromium repeats none that holds the box of a button), everything opened, nothing cut. */
export const PRINT = `
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
`;
