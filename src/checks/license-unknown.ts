import type { Check, CheckContext, Outcome, TextFact } from "../model.ts";
import { curationFor, curationOfText, findOut, licenseName, nameOf, placeOf } from "./parts/outcomes.ts";

/** The license is not known. */
export const licenseUnknown: Check = {
  id: "license-unknown",
  looksAt: "component",
  level: "fail",
  title: "The license is not known",
  what: "Looks whether what is stated leads to a license whose terms are known.",
  why: "What is not known cannot be kept to, and may forbid what you do.",
  fix: "Correct the license identifier, link to the text, put the text beside the model, or record what you found out as a curation in the policy.",
  run(context) {
    const { conclusion, owned } = context;
    if (owned) return [];
    const unread = unreadText(context);
    const nothing = conclusion.expression === null && conclusion.candidates.length === 0;
    const unknown = context.lists.filter(({ decision, base }) => decision === "unknown" && base === null);
    if (conclusion.basis === "inferred") return [inferredOnly(context)];
    if (!nothing && unknown.length === 0) return unread === null || unread.isPointer ? [] : [unread.outcome];
    const stated = context.item.declarations.flatMap(({ licenses, licenseName, licenseLink }) => [
      ...(licenses ?? []),
      ...[licenseName, licenseLink].filter((one) => one !== undefined),
    ]);
    if (nothing && stated.length === 0 && conclusion.texts.length === 0 && context.item.role !== "used") return [];
    const why = [
      stated.length > 0 && nothing ? `it states ${stated.map(({ value }) => `“${value}”`).join(", ")}` : "",
      unknown.length > 0 ? `the terms of ${unknown.map(({ license }) => license).join(", ")} are not known` : "",
      conclusion.called === undefined ? "" : `it is said to be under “${conclusion.called}”, whose text is not at hand`,
      unread?.outcome.message ?? "",
    ].filter((part) => part !== "");
    return [
      {
        outcome: "hit",
        message: `which license ${nameOf(context)} is under is not known${why.length === 0 ? "" : `: ${why.join("; ")}`}`,
        location: stated[0]?.location ?? placeOf(context),
        related: unread?.outcome.related ?? [],
        because: [...conclusion.steps, ...unknown.map(({ reason }) => reason), ...(unread?.outcome.because ?? [])],
        policyLocation: unknown[0]?.policyLocation ?? null,
        fix:
          context.item.role === "used"
            ? findOut(context.item.name, conclusion.called)
            : `state a Hub or SPDX identifier, link the text (license_link), or record what you found out: ${curationFor(context.item.name)}`,
        about: `unknown ${stated.map(({ value }) => value).join(" ")}`,
      },
    ];
  },
};

/** Nothing but the name tells: a hint, never a pass. */
function inferredOnly(context: CheckContext): Outcome {
  const { conclusion, bases, item } = context;
  const base = bases.find(({ inferred }) => inferred);
  return {
    outcome: "open",
    message: `nothing states the license of ${nameOf(context)}; its name suggests ${base?.name ?? "a known model"}, under ${licenseName(context)}`,
    location: placeOf(context),
    because: conclusion.steps,
    fix: findOut(item.name),
    about: `inferred ${base?.name ?? ""}`,
  };
}

/** A license text beside the model that is no known license, and what was found in it; null where there is none. */
function unreadText(context: CheckContext): { readonly outcome: Outcome; readonly isPointer: boolean } | null {
  const unread = context.conclusion.texts.filter(({ kind }) => kind === "unknown");
  const text = unread.find(({ short, named }) => !short || named.length === 0) ?? unread[0];
  if (text === undefined) return null;
  const terms = [...new Set(text.terms.map(({ term }) => term))];
  const quotes = text.terms.map(({ term, evidence }) => `${term}: “${evidence?.quote ?? ""}” (${text.path}:${evidence?.startLine ?? 1})`);
  const location = { path: text.path, line: text.startLine, column: 1 };
  const outcome: Outcome = {
    outcome: "open",
    message: `${text.path} holds ${text.short ? "no license text" : "the text of no known license"}${terms.length === 0 ? "" : `; found in it: ${terms.join(", ")}`}`,
    location,
    related: [location],
    because: [...context.conclusion.steps, ...quotes],
    fix: `read it, and record what it is: ${curationOfText(context, text.path)}`,
    about: `text ${text.path}`,
  };
  return { outcome, isPointer: text.short && (text.named.length > 0 || saysNothingElse(text, context)) };
}

/** Whether a short text is empty, or names the very license that is stated: a pointer to it, and no license of its own. */
function saysNothingElse({ path, startLine }: TextFact, { item, conclusion }: CheckContext): boolean {
  const file = item.licenseFiles.find((one) => one.path === path && one.startLine === startLine);
  const words = new Set(wordsOf(file?.text ?? ""));
  const names = [...conclusion.stated, ...(conclusion.expression === null ? conclusion.candidates : [conclusion.expression])];
  return (
    words.size === 0 ||
    names.some((name) => wordsOf(name.replace(/^LicenseRef-|-(?:only|or-later)$/g, "")).every((word) => words.has(word)))
  );
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}
