import type { Case } from "./cases.ts";

const found = (term: string, ...texts: string[]): Case[] => texts.map((text) => ({ text, finds: [term] }));
const absent = (term: string, ...texts: string[]): Case[] => texts.map((text) => ({ text, not: [term] }));

/** Terms as people write them who write a license of their own. */
export const homemade: readonly Case[] = [
  ...found(
    "field-of-use",
    "The pictures may not be used to train or improve machine learning models.",
    "The Licensee may not use the Software to train, fine-tune or improve AI models.",
    "You may use the code under the GPL for all purposes except for training AI models.",
    "Use of the code to train AI/ML models requires a separate license.",
    "The recordings shall never be used for anything related to artificial intelligence.",
    "Commercial AI training is prohibited.",
    "The texts may not be included in datasets for training language models.",
    "Text and data mining is not permitted.",
  ),
  ...absent(
    "field-of-use",
    "You may not use the outputs to train other machine learning models.",
    "We do not use your data to train AI models.",
    "The Model may be used to train machine learning models.",
  ),
  ...found(
    "field-of-use",
    "You can only use them together with the Gull software.",
    "You agree not to use the models on a standalone basis or with any frameworks other than Gull.",
  ),
  ...found(
    "licensee-restriction",
    "A license is granted to any non-profit institution.",
    "Firms with more than 40 staff need a license.",
    "Groups of 12 or more workers must contact us.",
  ),
  ...found("territory-exclusion", "The license of the gulls excludes the European Union and the United Kingdom."),
  ...found("separate-commercial-license", "Above that sum a separate written agreement must be negotiated."),
  ...found("disclosure-of-changes", "You must say clearly that you changed it.", "Keep the notices, and modifications are clearly marked."),
  ...found("publication-acknowledgment", "Research published with it must credit the harbour."),
  ...found("pass-through-restrictions", "You must pass these conditions on to whoever gets the weights."),
  ...found("output-restrictions", "Pictures generated with this model may not be used for attacks on persons."),
  ...found("provide-copy-of-license", "Redistributions must include complete copies of the three documents."),
  ...found("source-disclosure", "Modified versions must remain under the same license and keep their source available."),
  ...found("research-only", "The weights are for your internal, non-profit research use."),
  ...found("non-commercial", "For research and non-commercial purposes, the weights are released under the GPL."),
  ...found("non-production", "The Licensor grants you the right to copy, modify and make non-production use of the Licensed Work."),
  ...found(
    "competitor-restriction",
    "You agree not to build an application that functions substantially the same as ours.",
    "## Prohibited use\n\n- Competitive services\n- Excessive load",
  ),
  ...found(
    "reverse-engineering-ban",
    "## 3. Prohibited Use\n- Reverse engineering\n- Overload\n\n## 4. Limits\n- 100 requests a day",
    "## What you may not do\n\n* Reverse engineer it\n* Sell it",
  ),
  ...absent(
    "reverse-engineering-ban",
    "## Topics\n\n- Reverse engineering\n- Overload",
    "## 3. Prohibited use\n\nNone.\n\n## 4. Topics\n\n- Reverse engineering",
  ),
  ...found(
    "hosted-service-restriction",
    "You may use it for any purpose other than providing it to third parties as a hosted or managed service.",
    "You must obtain written permission before you:\n\n(A) Offer the Model as a public hosted service;",
  ),
  ...found(
    "no-distribution",
    "The Software stays at your institution and is not published, distributed or made available to anyone other than your staff.",
    "You must obtain written permission before you:\n\n(A) redistribute, bundle or ship the weights.",
  ),
  ...found(
    "modification-forbidden",
    "Extra clauses on commerce:\n\n1. No derivative works: You may not alter, transform, or build upon the Software.",
    "The creation of derivative works is strictly prohibited.",
  ),
  ...absent("modification-forbidden", "You may not create any derivative work that you intend to use for production."),
  ...found(
    "provide-copy-of-license",
    "You must conspicuously display this License on each copy.",
    "Share it unmodified and for free, with this license included.",
  ),
  ...absent("display-text", "You must conspicuously display this License on each copy."),
  ...found("separate-commercial-license", "To use it to make money or for work, you need to buy a license."),
  ...found("commercial-authorization-required", "## Commercial licensing\n\nPlease contact the office of the institute."),
  ...absent(
    "commercial-authorization-required",
    "## Support\n\nPlease contact us.",
    "## Commercial use\n\nAllowed. For help, please contact us.",
  ),
  ...found("commercial-use-allowed", "You may run the Model for:\n\n- commercial work of your own;\n- research;"),
  ...absent(
    "commercial-use-allowed",
    "If you wish to use it for commercial purposes, write to me.",
    "You may use it for any purpose other than training.",
  ),
  ...absent("source-disclosure", "You may publish modified versions of the source code, provided you name us."),
  ...found("output-training-ban", "You may not use it to train or improve other models."),
  ...absent(
    "restriction-follows-derivatives",
    "You may not use it to improve derivative models.",
    "Non-Commercial and No-Derivatives Clauses:",
  ),
  ...found("share-alike", "You must contribute your changes back by making them available under the same ABC-2 license."),
  ...absent(
    "disclosure-of-changes",
    "The notice shall be included in all copies of the model, including those in different formats of the model.",
  ),
  ...found("separate-commercial-license", "Any organization of any kind must buy a commercial license."),
  ...found("display-text", 'Keep the following notice on the about page of your app: "Built with Heron".'),
  ...found(
    "no-distribution",
    "Please do not share the recordings with anyone else.",
    "Do not share the data with any others (except your co-authors).",
  ),
  ...found("commercial-use-allowed", "Allowed:\n\n- Use it for any purpose (personal, commercial, academic)"),
  ...found(
    "hosted-service-restriction",
    '"Sell" means to provide to third parties, for a fee, a product or service whose value derives substantially from the Software.',
  ),
  ...absent("no-distribution", "The License does not grant to you the right to Sell the Software."),
];
