import { createHash } from "node:crypto";
import type { Result } from "../../../model.ts";
import { DISCLAIMER, placeText } from "../wording.ts";
import { type Html, html } from "./markup.ts";
import { row, section, table, type View } from "./view.ts";

/** What could not be read or understood. */
export function problemsSection({ result }: View): Html {
  const { problems } = result;
  return section(
    "problems",
    `What could not be read (${problems.length.toLocaleString("en-US")})`,
    problems.length === 0
      ? html`<p>Everything that was looked at could be read and understood.</p>`
      : table(
          "Problems in files",
          ["Place", "Problem", "Consequence"],
          problems.map(({ message, location, incomplete }) =>
            row([
              html`<code class="place">${placeText(location)}</code>`,
              message,
              incomplete === true ? html`<strong>the scan is incomplete</strong>` : "what the place would have said is not known",
            ]),
          ),
        ),
  );
}

/** How the report came about, and what it cannot say. */
export function methodSection({ result }: View): Html {
  const { scan, tool } = result;
  return section(
    "method",
    "Method and limits",
    html`<p>${tool.name} ${tool.version} read model cards, license texts, headers of weight files, manifests and references in code, and joined what they state about the same model or data set. What is stated is kept word for word. A license is concluded by an order of evidence: what a person recorded in the policy, the license text beside the model, the identifier in its card, the lock file, the catalog of known models. A disagreement between two of them is a finding, never a silent choice. The terms of base models come down to what is made from them. Each term is held against the facts that the policy states about the organization: within them it passes, against them it fails, and where a fact is missing a person must look. What is not known never passes.</p>
<ul>
<li>The report covers what ${scan.files.toLocaleString("en-US")} files say, of which ${scan.read.toLocaleString("en-US")} were read. It does not run code, opens weights no further than their headers, and sees no agreements that are kept elsewhere: those belong in the policy as waivers, curations and attestations.</li>
<li>${scan.online ? "Names were looked up on the Hugging Face Hub on the day of the scan." : "The network was not used: what the Hub says today may differ."}</li>
<li>A statement in a file may be wrong. The report shows what is stated and where; whether the person who stated it had the right to is for people to find out.</li>
<li>Terms in plain words are a summary. The license text decides.</li>
</ul>
<p class="warning"><strong>${DISCLAIMER}</strong> The report is an aid for people who decide, not a legal opinion.</p>`,
  );
}

const LINES = ["Name", "Role", "Date", "Signature"] as const;
const DECISIONS = ["Approved", "Approved with the conditions below", "Not approved"] as const;

/** Where people sign, and what exactly they sign. */
export function signOffSection({ result }: View): Html {
  return section(
    "sign-off",
    "Sign-off",
    html`<p>This report shows the result with the SHA-256 <code class="hash">${hashOf(result)}</code>, which is that of the file that <code>--format json</code> writes.</p>
<ul class="choices">${DECISIONS.map((decision) => html`<li><span class="box" aria-hidden="true">☐</span> ${decision}</li>`)}</ul>
<p>Conditions:</p><div class="blank" aria-hidden="true"></div>
<table class="signatures"><caption>Signatures</caption><thead><tr><th scope="col">For</th>${LINES.map((one) => html`<th scope="col">${one}</th>`)}</tr></thead><tbody>
${["Prepared by", "Reviewed by", "Approved by"].map((one) => row([one, ...LINES.map(() => html`<span class="hidden">to be filled in by hand</span>`)]))}</tbody></table>`,
  );
}

/** The hash of the JSON report of the same result. */
function hashOf(result: Result): string {
  return createHash("sha256")
    .update(`${JSON.stringify(result, null, 2)}\n`)
    .digest("hex");
}
