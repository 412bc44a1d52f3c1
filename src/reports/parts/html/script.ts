/**
 * The script of the page. The page is whole without it: it only adds search, filters and sorting to the inventory, and opens what a link leads to. It never
 * makes markup out of text.
 */
export const SCRIPT = `"use strict";
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
`;
