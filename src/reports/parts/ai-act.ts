import type { Component, Result, Term } from "../../model.ts";
import type { ReportContext } from "./context.ts";
import { grouped } from "./grouping.ts";

/** Whether a license looks free and open-source in the sense of Regulation (EU) 2024/1689, Article 53(2). */
export type OpenSourceLook = "open" | "not-open" | "unknown";

/** A reason, with the clause that it rests on: of a license, or of the Regulation. */
export interface Reason {
  readonly words: string;
  readonly clause: string;
}

export interface Indication {
  readonly look: OpenSourceLook;
  readonly reasons: readonly Reason[];
  readonly components: readonly Component[];
}

/** A duty of Article 53(1), and whether it would stay. */
export interface Duty {
  readonly clause: string;
  readonly words: string;
  readonly stays: "always" | "falls away" | "stays";
  readonly why: string;
}

/**
 * For each published model whether its license looks free and open-source in the sense of Article 53(2): one that lets everyone access, use, modify and
 * distribute the model (recital 102: crediting the provider and passing it on under the same or comparable terms may be asked). Models with the same reasons
 * stand together. Whether a model is general-purpose, whether its publisher is the provider, and whether parameters, architecture and usage information are
 * public, files cannot tell.
 */
export function indicationsOf(result: Result, context: ReportContext): readonly Indication[] {
  const published = result.components.filter(({ role, kind }) => role === "published" && (kind === "model" || kind === "adapter"));
  const groups = new Map<string, { look: OpenSourceLook; reasons: readonly Reason[]; components: Component[] }>();
  for (const component of published) {
    const { look, reasons } = lookOf(component, context);
    const key = JSON.stringify([look, reasons]);
    const group = groups.get(key) ?? { look, reasons, components: [] };
    groups.set(key, group);
    group.components.push(component);
  }
  const order: readonly OpenSourceLook[] = ["not-open", "unknown", "open"];
  return [...groups.values()].toSorted((a, b) => order.indexOf(a.look) - order.indexOf(b.look));
}

function lookOf(component: Component, context: ReportContext): Pick<Indication, "look" | "reasons"> {
  const unknown = whyUnknown(component);
  const limits = limitsOf(component, context);
  const isChoice = / OR /.test(component.concluded.expression ?? "") || component.concluded.candidates.length > 1;
  if (limits.length > 0 && !isChoice) return { look: "not-open", reasons: [...limits, ...unknown] };
  if (limits.length > 0)
    return {
      look: "unknown",
      reasons: [
        {
          words: "Several licenses are open, and at least one of them limits use; the one that holds decides",
          clause: licenseOf(component),
        },
        ...limits,
        ...unknown,
      ],
    };
  if (unknown.length > 0) return { look: "unknown", reasons: unknown };
  return {
    look: "open",
    reasons: [{ words: openWords(component), clause: `${licenseOf(component)}; recital 102` }],
  };
}

function openWords({ concluded }: Component): string {
  return concluded.classes.includes("copyleft")
    ? "No term limits access, use, modification or distribution; what is passed on must stay under the same or comparable terms, which recital 102 permits"
    : "No term limits access, use, modification or distribution; keeping notices and credits is permitted by recital 102";
}

/** Terms that limit use, modification or distribution, each with its section; where no terms are known, the classes say it. */
function limitsOf(component: Component, context: ReportContext): readonly Reason[] {
  const limits = (term: Term) => {
    const found = context.term(term.term).class;
    return found === "commercial-restricted" || found === "responsible-use";
  };
  const terms = component.terms.filter(limits);
  if (terms.length > 0)
    return [...grouped(terms, ({ term, license }) => `${term} ${license}`).values()].map((same) => reasonOf(same, context));
  const clause = licenseOf(component);
  return component.concluded.classes.flatMap((one): Reason[] =>
    one === "commercial-restricted"
      ? [{ words: "The license limits commercial use, modification, distribution or the use of outputs", clause }]
      : one === "responsible-use"
        ? [{ words: "The license limits the purpose of use", clause }]
        : [],
  );
}

/** One term, and the places of one license that hold it. */
function reasonOf(same: readonly Term[], context: ReportContext): Reason {
  const [first] = same;
  const places = same.flatMap(({ section, evidence }) =>
    section !== null ? [section] : evidence === null ? [] : [`lines ${evidence.startLine} to ${evidence.endLine} of ${evidence.path}`],
  );
  const through = [...new Set(same.flatMap(({ inheritedFrom }) => inheritedFrom ?? []))];
  const word = places.length === 1 ? "section " : "sections ";
  return {
    words: context.plain(first?.term ?? "").replace(/\.$/, ""),
    clause: [
      first?.license ?? "",
      ...(places.length === 0 ? [] : [`${same.every(({ section }) => section !== null) ? word : ""}${[...new Set(places)].join(", ")}`]),
      ...(through.length === 0 ? [] : [`through ${through.join(", ")}`]),
    ].join(", "),
  };
}

function licenseOf({ concluded }: Component): string {
  return concluded.expression ?? (concluded.candidates.length > 0 ? concluded.candidates.join(" or ") : "license unknown");
}

/** What must be known first. */
function whyUnknown(component: Component): readonly Reason[] {
  const { concluded, basedOn, texts } = component;
  const reasons: Reason[] = [];
  const known = concluded.expression !== null || concluded.candidates.length > 0;
  if (!known || concluded.classes.includes("unknown"))
    reasons.push({ words: "The license, or what its terms are, is not known", clause: licenseOf(component) });
  else if (concluded.basis === "enclosing")
    reasons.push({ words: "The license file stands further up and may be meant for code only", clause: licenseOf(component) });
  else if (concluded.basis === "inferred") reasons.push({ words: "The model states no license itself", clause: licenseOf(component) });
  for (const { name, expression, candidates, inferred } of basedOn)
    if (expression === null && candidates.length === 0 && !inferred)
      reasons.push({ words: "The license of a base model is not known", clause: name });
  for (const { path, kind } of texts)
    if (kind === "modified" || kind === "unknown")
      reasons.push({ words: "The text beside the model differs from every known license", clause: path });
  return reasons;
}

const DUTIES = [
  {
    clause: "Article 53(1)(a)",
    words:
      "Technical documentation of the model, with its training, testing and evaluation (Annex XI), for the AI Office and national authorities on request",
    exempt: true,
  },
  {
    clause: "Article 53(1)(b)",
    words: "Information and documentation for providers who integrate the model into their AI systems (Annex XII)",
    exempt: true,
  },
  {
    clause: "Article 53(1)(c)",
    words:
      "A policy to comply with Union law on copyright, and to respect reservations of rights under Article 4(3) of Directive (EU) 2019/790",
    exempt: false,
  },
  {
    clause: "Article 53(1)(d)",
    words: "A sufficiently detailed summary of the content used for training, made public, by the template of the AI Office",
    exempt: false,
  },
] as const;

/** Which duties would stay, if the model is a general-purpose AI model without systemic risk and its publisher the provider. */
export function dutiesFor(look: OpenSourceLook): readonly Duty[] {
  return DUTIES.map(({ clause, words, exempt }): Duty => {
    return exempt
      ? { clause, words, ...EXEMPTION[look] }
      : { clause, words, stays: "always", why: "Article 53(2) excepts from points (a) and (b) only (recital 104)" };
  });
}

const EXEMPTION: Readonly<Record<OpenSourceLook, Pick<Duty, "stays" | "why">>> = {
  open: {
    stays: "falls away",
    why: "Article 53(2), first sentence, if the parameters, the architecture and the usage information are public",
  },
  "not-open": {
    stays: "stays",
    why: "Article 53(2) asks for a license that allows access, use, modification and distribution; this one limits them",
  },
  unknown: { stays: "stays", why: "as long as it is not known that the license fulfills Article 53(2)" },
};
