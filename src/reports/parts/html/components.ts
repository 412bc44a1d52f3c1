import type { Component, Finding } from "../../../model.ts";
import { checkFacts } from "../context.ts";
import { isOpen } from "../grouping.ts";
import { BASIS_WORDS, baseText, componentText, count, licenseText, placeText, waiverText } from "../wording.ts";
import { type Content, type Html, html, joined, verbatim } from "./markup.ts";
import { badge, facts, list, placeOf, section, type View } from "./view.ts";

/** For each component everything that was read, word for word with its place, and the steps to the conclusion and the verdict. */
export function componentsSection(view: View): Html {
  const { components } = view.result;
  return section(
    "components",
    "Everything that was read, by component",
    components.length === 0 ? html`<p>None were found.</p>` : components.map((component) => componentDetails(component, view)),
  );
}

function componentDetails(component: Component, view: View): Html {
  const { id, verdict, concluded, revision, locations } = component;
  const anchor = view.anchors.get(id) ?? "";
  return html`<details class="component" id="${anchor}" data-component="${anchor}"><summary>${badge(verdict)} <strong>${componentText(component)}</strong> <span class="license">${licenseText(component)}</span></summary>
${facts([
  [
    "Concluded",
    [
      html`<code>${licenseText(component)}</code>`,
      titleOf(component, view),
      `, by ${BASIS_WORDS[concluded.basis]} (${concluded.basis}), confidence ${Math.round(concluded.confidence * 100)} %; ${concluded.classes.join(", ")}`,
    ],
  ],
  revision === null ? null : ["Revision", html`<code>${revision}</code>`],
  ["Found in", joined(locations.map(placeOf), ", ")],
  ["Read", readList(component)],
])}${quotes(component)}${steps("How the license was concluded", concluded.steps)}${component.basedOn.map((base) => steps(`Base model ${baseText(base)}`, [...base.steps, ...(base.conflict === null ? [] : [`conflict: ${base.conflict.message}`])]))}${verdictSteps(view.findings.get(id) ?? [], view)}${obligationList(component)}</details>
`;
}

function titleOf({ concluded }: Component, { context }: View): Content {
  const name = concluded.expression === null ? null : context.licenseName(concluded.expression);
  return name === null || name === concluded.expression ? null : `: ${name}`;
}

const FIELDS = { license: "license", name: "license name", link: "license link" } as const;

/** Statements, base models, data sets and texts as they stand in the files. */
function readList({ declared, basedOn, datasets, texts }: Component): Content {
  const items: Html[] = [
    ...declared.map(({ value, as, reader, location }) => line(FIELDS[as], verbatim(value), `, read as ${reader}, in `, placeOf(location))),
    ...basedOn
      .filter(({ via }) => via === null)
      .map(({ name, inferred, location }) =>
        line(
          "base model",
          verbatim(name),
          inferred ? ", which nobody states and a name or a path suggests, in " : ", in ",
          location === null ? "the catalog" : placeOf(location),
        ),
      ),
    ...datasets.map(({ name, location }) =>
      line("data set", verbatim(name), ", in ", location === null ? "the catalog" : placeOf(location)),
    ),
    ...texts.map((text) =>
      line("license text", placeOf({ path: text.path, line: text.startLine, column: null }), `: ${textFacts(text)}`, null),
    ),
  ];
  return items.length === 0 ? "nothing that states a license" : list(items);
}

function line(field: string, words: Content, how: string, place: Content): Html {
  return html`${field} ${words}${how}${place}`;
}

function textFacts({ kind, licenses, confidence, unmatched }: Component["texts"][number]): string {
  const names = licenses.map((same) => same.join(" or ")).join("; ");
  const lines = unmatched.map(({ startLine, endLine }) => (startLine === endLine ? `${startLine}` : `${startLine} to ${endLine}`));
  return [
    kind === "unknown" ? "no known license was recognized" : `${kind} ${names}, ${Math.round(confidence * 100)} %`,
    ...(lines.length === 0 ? [] : [`not in the original: lines ${lines.join(", ")}`]),
  ].join("; ");
}

/** Terms that were read out of a text, with its words. */
function quotes({ terms }: Component): Content {
  const found = terms.flatMap(({ term, evidence }) =>
    evidence === null
      ? []
      : [
          html`<code>${term}</code>: <q>${evidence.quote}</q> <code class="place">${`${evidence.path}:${evidence.startLine}–${evidence.endLine}`}</code>`,
        ],
  );
  return found.length === 0 ? null : [html`<h3>Terms read out of a text</h3>`, list(found)];
}

function steps(title: string, sentences: readonly string[]): Content {
  return sentences.length === 0 ? null : [html`<h3>${title}</h3>`, list(sentences, true)];
}

/** Rules that were applied and leave nothing open: passes show that a rule was looked at. What is open stands under what must be done. */
function verdictSteps(findings: readonly Finding[], view: View): Content {
  const closed = findings.filter((finding) => !isOpen(finding));
  const open = findings.length - closed.length;
  const items = closed.map(({ check, verdict, message, because, policyLocation, waiver }) => [
    badge(verdict),
    ` ${checkFacts(check, view.context).title}: ${message}.`,
    because.length === 0 ? null : ` Why: ${because.join("; ")}.`,
    policyLocation === null ? null : ` Rule: ${placeText(policyLocation)}.`,
    waiver === null ? null : html` <strong>${waiverText(waiver)}</strong>`,
  ]);
  return [
    open === 0 ? null : html`<p>${count(open, "open finding")}: see what must be done.</p>`,
    items.length === 0 ? null : [html`<h3>Rules that were applied</h3>`, list(items)],
  ];
}

function obligationList({ obligations }: Component): Content {
  const asked = obligations.filter(({ state }) => state !== "not-asked");
  return asked.length === 0
    ? null
    : [
        html`<h3>Obligations</h3>`,
        list(
          asked.map(({ term, state, license, reason }) => [
            html`<code>${term}</code> (${license}): ${state}`,
            reason === "" ? null : `, ${reason}`,
          ]),
        ),
      ];
}
