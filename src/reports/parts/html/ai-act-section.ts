import { type Duty, dutiesFor, type Indication, indicationsOf, type OpenSourceLook } from "../ai-act.ts";
import { type Content, type Html, html } from "./markup.ts";
import { linksTo, list, row, section, table, type View } from "./view.ts";

const LOOKS: Readonly<Record<OpenSourceLook, string>> = {
  open: "looks free and open-source",
  "not-open": "does not look free and open-source",
  unknown: "cannot be told",
};
const STAYS: Readonly<Record<Duty["stays"], string>> = {
  always: "stays in every case",
  "falls away": "would fall away",
  stays: "would stay",
};

/** Regulation (EU) 2024/1689, Article 53(2): what the licenses of published models indicate. */
export function aiActSection(view: View): Html {
  const indications = indicationsOf(view.result, view.context);
  return section("ai-act", "EU AI Act: free and open-source models (Article 53(2))", [
    html`<p class="warning"><strong>An indication, not advice.</strong> It holds only <em>if</em> a model is a general-purpose AI model (Article 3, point 63) and its publisher is the provider that places it on the Union market (Article 3, point 3). Files cannot tell either. Nor can they tell whether the parameters, including the weights, the information on the architecture and the information on usage are publicly available, which Article 53(2) asks for besides the license; or whether the model is offered against a price or otherwise monetised (recital 103).</p>
`,
    indications.length === 0
      ? html`<p>No published model was found.</p>`
      : [
          table(
            "What the license of each published model indicates",
            ["Models", "The license", "Reasons, by clause"],
            indications.map((one) => indicationRow(one, view)),
          ),
          [...new Set(indications.map(({ look }) => look))].map(dutiesTable),
          systemicRisk(),
        ],
  ]);
}

function indicationRow({ look, reasons, components }: Indication, view: View): Html {
  return row([
    linksTo(components, view),
    html`<span class="badge ${look === "open" ? "pass" : "review"}">${LOOKS[look]}</span>`,
    list(reasons.map(({ words, clause }) => [words, html` <span class="basis">(${clause})</span>`])),
  ]);
}

function dutiesTable(look: OpenSourceLook): Content {
  return table(
    `Duties of a provider where the license ${LOOKS[look]}, for a model without systemic risk`,
    ["Clause", "Duty", "Indication", "Reason"],
    dutiesFor(look).map(({ clause, words, stays, why }) => row([clause, words, STAYS[stays], why])),
  );
}

function systemicRisk(): Html {
  return html`<ul>
<li><strong>Models with systemic risk have no exception</strong> (Article 53(2), second sentence): all of Article 53(1) stays, and Article 55 adds to it. Article 51 says which models these are: those with high-impact capabilities, presumed above 10<sup>25</sup> floating point operations of training compute (Article 51(2)), or those that the Commission designates; Article 52 asks the provider to notify the Commission. Files do not tell the training compute.</li>
<li>A license that limits use, modification or distribution, such as one for non-commercial use or certain purposes only, is not one that allows them in the sense of Article 53(2). That it asks to credit the original provider, or to pass the model on under the same or comparable terms, does no harm (recital 102).</li>
<li>Whoever modifies or fine-tunes a model and thereby becomes the provider of one has these duties for that modification (recital 109).</li>
<li>The exception does not reach the copyright policy and the training summary (recital 104): openness of the model does not reveal what it was trained on.</li>
</ul>
`;
}
