import { type CuratedLicense, fromCuration } from "../licenses/conclude.ts";
import { othersOf } from "../licenses/disagreements.ts";
import { formatExpression } from "../licenses/expression.ts";
import type { Knowledge } from "../licenses/knowledge.ts";
import { findModel, fromCatalog } from "../licenses/models.ts";
import { limits } from "../limits.ts";
import type { Base, Item, KnownNames, Relation, StatedBase } from "../model.ts";
import { type Concluded, LocalModels } from "./local-models.ts";
import { modalityOf, modalityOfName } from "./modality.ts";
import { type BaseName, baseName } from "./names.ts";
import { asTold, suggestedBases, suggestedByName } from "./suggested.ts";

/** What a person found out about a model that is only named; null where nobody did. */
export type Curated = (name: string) => CuratedLicense | null;

/** A base on its way to be looked up. */
interface Step {
  readonly stated: StatedBase;
  readonly reader: string;
  readonly via: string | null;
  readonly from: Item;
}

/**
 * Finds the base models of a component of the repository, directly named and through others: in the repository itself, else in the lock or on the Hub, else in
 * the model catalog. Cycles end where they close.
 */
export function lineageFinder(
  concluded: readonly Concluded[],
  knowledge: Knowledge,
  curated: Curated,
  names: KnownNames,
  rootOf: (path: string) => string = () => "",
): (item: Item) => readonly Base[] {
  const local = new LocalModels(concluded, rootOf);
  // Thousands of components are made of a few models.
  const known = new Map<string, Told>();
  const toldOf: ToldOf = (name) => {
    const key = `${name.is} ${textOf(name)}`;
    const told = known.get(key) ?? toldOfName(name, knowledge, curated, names);
    known.set(key, told);
    return told;
  };
  return (item) => basesOf(item, local, knowledge, toldOf, names);
}

/** What is told of a base model that does not lie in this repository. */
type Told = Pick<Base, "expression" | "candidates" | "basis" | "modality" | "steps" | "others">;
type ToldOf = (name: BaseName) => Told;

function basesOf(item: Item, local: LocalModels, knowledge: Knowledge, toldOf: ToldOf, names: KnownNames): readonly Base[] {
  const found = new Map<string, Base>();
  const seen = new Set([item.id, item.name.toLowerCase()]);
  const known = [
    ...statedBy(item, null, knowledge),
    ...knownBases(item.name, null, item, names),
    ...catalogBases(item.name, null, item, knowledge),
  ];
  const isStated = known.some(({ stated }) => !stated.inferred);
  // What a text tells is a hint as a name is: only a brand alone says no more than that.
  const hints = isStated ? [] : suggestedBases(item, knowledge).filter(({ value }) => known.length === 0 || !value.endsWith("/*"));
  const queue: Step[] = [...known, ...suggested(hints, null, item)];
  let next = 0;
  while (next < queue.length && found.size < limits.listEntries) {
    const step = queue[next++];
    if (step === undefined) break;
    const name = baseName(step.stated.value, step.reader);
    const shown = textOf(name);
    const here = local.find(shown, name.is === "path", step.from, step.stated.location.path);
    const fresh = here.filter(({ item: one }) => !seen.has(one.id));
    for (const one of fresh) {
      seen.add(one.item.id);
      found.set(one.item.id, fromRepository(step, one, knowledge));
      queue.push(...asSure(statedBy(one.item, one.item.name, knowledge), step));
    }
    const key = shown.toLowerCase();
    if (here.length > fresh.length || seen.has(key)) continue;
    seen.add(key);
    if (here.length === 0) found.set(key, { ...common(step, shown), ...toldOf(name) });
    if (name.is === "path") continue;
    const told = [...(name.is === "hub" ? knownBases(shown, shown, item, names) : []), ...catalogBases(shown, shown, item, knowledge)];
    queue.push(
      ...asSure(told.length > 0 || here.length > 0 ? told : suggested(suggestedByName(shown, item, knowledge), shown, item), step),
    );
  }
  const [left] = queue.slice(next);
  if (left !== undefined && found.size >= limits.listEntries) found.set("", notFollowed(left));
  return [...found.values()];
}

/** What lies behind a base that is only supposed is no surer than that base. */
function asSure(steps: readonly Step[], { stated: { inferred } }: Step): readonly Step[] {
  return inferred ? steps.map((step) => ({ ...step, stated: { ...step.stated, inferred } })) : steps;
}

/** Stands for all base models beyond the limit: nothing is known of their licenses. */
function notFollowed(step: Step): Base {
  const steps = [`it has more than ${limits.listEntries} base models: this one and those behind it are not followed`];
  return { ...common(step, step.stated.value), expression: null, candidates: [], basis: "none", modality: null, steps };
}

function statedBy(item: Item, via: string | null, knowledge: Knowledge): Step[] {
  return item.declarations.flatMap((declaration) =>
    (declaration.bases ?? []).flatMap((written) => {
      const stated = asTold(written, declaration.reader, knowledge);
      return stated === null ? [] : [{ stated, reader: declaration.reader, via, from: item }];
    }),
  );
}

/** What only a name suggests. */
function suggested(bases: readonly StatedBase[], via: string | null, from: Item): Step[] {
  return bases.map((stated) => ({ stated, reader: "name", via, from }));
}

/** Bases that the lock or the Hub tells of a name. They are found at the place in this repository from which they were followed. */
function knownBases(name: string, via: string | null, from: Item, names: KnownNames): Step[] {
  const location = from.declarations[0]?.location ?? { path: ".", line: null, column: null };
  return (names(name, "model")?.bases ?? []).map((stated) => ({ stated: { ...stated, location }, reader: "hub", via, from }));
}

function catalogBases(name: string, via: string | null, from: Item, knowledge: Knowledge): Step[] {
  const entry = findModel(name, knowledge);
  const location = from.declarations[0]?.location ?? { path: ".", line: null, column: null };
  return (entry?.bases ?? []).map((value) => ({
    stated: { value, location, relation: relationOf(entry?.relation), inferred: false },
    reader: "catalog",
    via,
    from,
  }));
}

function fromRepository(step: Step, { item, conclusion }: Concluded, knowledge: Knowledge): Base {
  return {
    ...common(step, item.name),
    expression: conclusion.expression,
    candidates: conclusion.candidates,
    basis: conclusion.basis,
    modality: modalityOf(item, knowledge),
    steps: [`${item.name} is the component ${item.id} of this repository`, ...conclusion.steps],
    // What the Hub has changed is told of the component itself.
    ...(conclusion.others === undefined ? {} : { others: { ...conclusion.others, changes: [] } }),
  };
}

function textOf(name: BaseName): string {
  return name.is === "path" ? name.path : name.name;
}

function toldOfName(name: BaseName, knowledge: Knowledge, curated: Curated, names: KnownNames): Told {
  const shown = textOf(name);
  const isPath = name.is === "path";
  const lookup = name.is === "ollama" ? `ollama/${name.name}` : shown;
  const steps: string[] = [];
  const curation = fromCuration(curated(shown), knowledge, steps);
  const looked = isPath || lookup !== shown ? null : names(shown, "model");
  const others =
    looked === null ? {} : { others: curation === null ? othersOf(shown, [], looked, knowledge) : { ...looked, disagreements: [] } };
  if (looked !== null && curation === null) {
    const { expression, candidates, basis } = looked.conclusion;
    steps.push(...looked.conclusion.steps);
    const modality = looked.modality ?? modalityOfName(lookup, knowledge);
    if (basis !== "none") return { expression, candidates, basis, modality, steps, ...others };
  }
  const known = curation ?? (isPath ? null : fromCatalog(lookup, knowledge, steps));
  const expressions = (known?.expressions ?? []).map(formatExpression);
  const only = expressions.length === 1 ? (expressions[0] ?? null) : null;
  if (known === null)
    steps.push(
      isPath
        ? `${shown} is a path, and nothing in this repository lies there`
        : `which license ${shown} carries is not known${looked === null ? " offline" : ""}`,
    );
  return {
    expression: only,
    candidates: only === null ? expressions : [],
    basis: known?.basis ?? "none",
    modality: looked?.modality ?? modalityOfName(lookup, knowledge),
    steps,
    ...others,
  };
}

function common(step: Step, name: string) {
  return {
    name,
    relation: step.stated.relation,
    inferred: step.stated.inferred,
    location: step.via === null ? step.stated.location : null,
    via: step.via,
  };
}

function relationOf(relation: string | undefined): Relation | null {
  return relation === "finetune" || relation === "adapter" || relation === "merge" || relation === "quantized" ? relation : null;
}
