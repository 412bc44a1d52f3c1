import type { Conclusion, Disagreement, Item, KnownName, NameFacts } from "../model.ts";
import { formatExpression, UNKNOWN_LEAF } from "./expression.ts";
import type { Knowledge } from "./knowledge.ts";
import { calledInCatalog, fromCatalog } from "./models.ts";

/** What one source takes a name's license to be: one expression, or several that a name may mean. None where it knows no license. */
interface Saying {
  readonly by: string;
  readonly expressions: readonly string[];
}

/** A component's conclusion with what the lock or the Hub, and beside them the catalog, say otherwise. What a person found out is not disputed. */
export function withOthers(
  conclusion: Conclusion,
  { name, kind }: Pick<Item, "name" | "kind">,
  known: KnownName | null,
  knowledge: Knowledge,
): Conclusion {
  const { basis } = conclusion;
  if (basis === "curation") return known === null ? conclusion : { ...conclusion, others: { ...known, disagreements: [] } };
  const own = basis === "text" || basis === "identifier" || basis === "alias" || basis === "link";
  const here = own ? [{ by: "this repository says", expressions: expressionsOf(conclusion) }] : [];
  if (known === null && here.length === 0) return conclusion;
  return { ...conclusion, others: othersOf(name, here, known, knowledge, kind) };
}

/** What sources say of a name in conflict with each other. Sources agree where they have a possible license in common. */
export function othersOf(name: string, here: readonly Saying[], known: KnownName | null, knowledge: Knowledge, kind = "model"): NameFacts {
  const by = known?.conclusion.basis === "lock" ? "the lock says" : "the Hub says";
  const catalog = (fromCatalog(name, knowledge, [], kind)?.expressions ?? []).map(formatExpression);
  const called = calledInCatalog(name, knowledge, kind);
  const lookedUp = known === null ? [] : [{ by, expressions: expressionsOf(known.conclusion) }];
  const sayings = [
    ...here,
    ...lookedUp,
    { by: "the catalog says", expressions: called === null ? catalog : [`${called}, whose terms are not known`] },
  ]
    .map((saying) => ({ ...saying, expressions: saying.expressions.filter((one) => one !== UNKNOWN_LEAF) }))
    .filter(({ expressions }) => expressions.length > 0);
  const [first, ...rest] = sayings;
  const found = rest.flatMap((saying): Disagreement[] =>
    first === undefined || saying.expressions.some((one) => first.expressions.includes(one))
      ? []
      : [
          {
            about: `${name.toLowerCase()} ${saying.by}`,
            message: `sources disagree about the license of ${name}: ${words(first)}, and ${words(saying)}`,
            because: [
              ...(known?.conclusion.steps ?? []),
              words(first),
              words(saying),
              "the first of them counts: a statement here, then the lock, then the Hub, then the catalog",
            ],
          },
        ],
  );
  return { modality: known?.modality ?? null, changes: known?.changes ?? [], disagreements: [...(known?.disagreements ?? []), ...found] };
}

function expressionsOf({ expression, candidates }: Conclusion): readonly string[] {
  return expression === null ? candidates : [expression];
}

function words({ by, expressions }: Saying): string {
  return `${by} ${expressions.join(" or ")}`;
}
