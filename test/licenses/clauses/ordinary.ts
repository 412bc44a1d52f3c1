import type { Case } from "./cases.ts";

const found = (term: string, ...texts: string[]): Case[] => texts.map((text) => ({ text, finds: [term] }));
const absent = (term: string, ...texts: string[]): Case[] => texts.map((text) => ({ text, not: [term] }));

/** What ordinary software licenses and terms of service say, beside what sounds alike and lays something down. */
export const ordinary: readonly Case[] = [
  ...absent(
    "territory-exclusion",
    "Goods that are shipped to an address outside the United Kingdom need ten days more.",
    "In countries other than the United States the right to copy the files is hereby granted as well.",
    "Outside the USA, the institute has copyright in some of the files.",
  ),
  ...found("territory-exclusion", "No license is granted to companies with their principal place of business in the European Union."),
  ...absent(
    "publication-acknowledgment",
    "By installing the program you acknowledge and agree to the following articles.",
    "The Licensee hereby acknowledges that it has read this article and agrees to it.",
    "The licensee shall acknowledge and deliver all papers that may be needed.",
  ),
  ...found("publication-acknowledgment", "Any publication of results must include proper attribution to the authors of the corpus."),
  ...absent(
    "military-ban",
    "This license does not cover logos, crests or military insignia.",
    "Disclosure is restricted under the Federal Acquisition Regulations as they apply to military agencies.",
  ),
  ...absent("content-filter-required", "The provider shall maintain industry standard security safeguards for your files."),
  ...absent("safety-circumvention-ban", "There is no warranty after changes that disable a safeguard."),
  ...absent(
    "output-ownership",
    "The program and all results of its use are owned and used solely at your own risk.",
    "We do not claim ownership of the content of reviews that you post.",
  ),
  ...absent("output-restrictions", "You may not claim damages, even if the loss results from our failure to comply with this license."),
  ...absent(
    "provide-copy-of-license",
    "You agree to provide the information that we need to verify your compliance with this Agreement.",
    "Upon request you shall provide a signed certification that you use the files under the terms of this Agreement.",
    "You must provide a statement of compliance with the terms of this Agreement.",
    "This license will terminate if you fail to comply with the terms of this Agreement.",
  ),
  ...found("provide-copy-of-license", "You must provide every recipient with a copy of this Agreement."),
  ...absent(
    "no-distribution",
    "The price of a copy shall not exceed the cost of transferring the data.",
    "You may not charge a fee for the right to distribute the software.",
    "This Agreement may not be transferred by You, and no obligations may be delegated.",
    "If you cannot comply due to a statute or a court order, you may not use, modify or distribute the software.",
  ),
  ...found("no-distribution", "You may not distribute the software to third parties."),
  ...absent(
    "modification-forbidden",
    "You may not modify or distribute the source code so that any part of it comes under an excluded license.",
    "You have no right to modify the text of this licensing agreement.",
    "You do not hide or alter the branding link.",
  ),
  ...found("modification-forbidden", "You may not modify the software."),
  ...absent(
    "research-only",
    "You may use the files solely for your internal research and development.",
    "A license is granted for academic, research and internal business purposes only.",
    "The program has been designed for research purposes only.",
  ),
  ...found("research-only", "The license is granted solely for academic, non-commercial research endeavors."),
  ...absent("non-production", "The authors may not have taken the same care in the production of this manual."),
  ...absent(
    "separate-commercial-license",
    "A separate license key is required for each workstation.",
    "A separate license copy for each client is needed.",
  ),
  ...absent(
    "commercial-authorization-required",
    "You may not use the marks or logos for commercial purposes without prior written consent.",
  ),
  ...absent("restriction-follows-derivatives", "You may not use the name to endorse your modifications or other works derived from it."),
  ...absent("registration-required", "Other terms may apply, and your administrator may be able to disable your registration."),
  ...absent(
    "commercial-use-allowed",
    "No commercial use of the program is allowed.",
    "This Agreement may be sold, assigned or otherwise transferred by the company.",
  ),
  ...absent("commercial-use-allowed", "The voices are not licensed for commercial use."),
  ...found("commercial-use-allowed", "The voices are licensed for commercial use, if you credit us."),
  ...found("share-alike", "Derivative models must carry the same Heron Open 2.0 license."),
  ...found("name-must-include", "A renamed model must carry the suffix “with Heron”."),
  ...found("attribution-notice", "Required attribution: “made with the Heron archive”."),
  ...absent("licensor-commercial-exception", "We reserve the right to terminate this commercial trial at any time."),
  ...absent(
    "pass-through-restrictions",
    "To go on you must accept this page, and you agree to be bound by the terms included in the file beside it.",
  ),
  ...found("competitor-restriction", "You may not create a competing garden planning or bookkeeping product."),
];
