import fc from "fast-check";
import type { ValueNode } from "../../src/formats/node.ts";
import type { Problem } from "../../src/model.ts";
import { mutatedText } from "../harness/mutated.ts";
import { cases } from "../harness/properties.ts";
import { expectInside, expectSaid, placesOf } from "../harness/values.ts";

interface Read {
  readonly values: readonly (ValueNode | null)[];
  readonly problems: readonly Problem[];
}

/** Has a parser read what is made of these samples, and texts of any kind: it never throws, and names places inside the text. */
export function readsWhatever(path: string, samples: readonly string[], count: number, read: (source: string) => Read): void {
  const any = fc.oneof(mutatedText(samples), fc.string({ maxLength: 200, unit: "binary" }), fc.string({ maxLength: 60 }));
  const property = fc.property(any, (source) => {
    const { values, problems } = read(source);
    expectSaid(problems);
    expectInside([...values.flatMap(placesOf), ...problems.map(({ location }) => location)], source, path);
  });
  fc.assert(property, cases(count));
}
