/** Sentences written for the test: the terms that must be found, those that must not (after "!"), and parameters. */
export interface Case {
  readonly text: string;
  readonly finds?: readonly string[];
  readonly not?: readonly string[];
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** Texts in each of which a term must be found. */
export const found = (term: string, ...texts: string[]): Case[] => texts.map((text) => ({ text, finds: [term] }));
/** Texts in none of which it may be. */
export const absent = (term: string, ...texts: string[]): Case[] => texts.map((text) => ({ text, not: [term] }));
/** A text in which it must be found with these parameters. */
export const valued = (term: string, text: string, parameters: Record<string, unknown>): Case => ({ text, finds: [term], parameters });

export const purpose: readonly Case[] = [
  ...found(
    "non-commercial",
    "You may use the Model solely for non-commercial purposes.",
    "The rights are granted for noncommercial use only.",
    "You shall not use the weights for any commercial purpose.",
    "Commercial use of this dataset is strictly prohibited.",
    "You must not use the Software in any manner primarily intended for commercial advantage.",
    "The Work is licensed for purposes other than commercial use.",
    "您仅可将本模型用于非商业目的。",
    "不得将本模型用于任何商业用途。",
  ),
  ...absent(
    "non-commercial",
    "Nothing in this License restricts commercial use of the Model.",
    "Use of the Model is not limited to non-commercial purposes.",
    "You may use the Model for commercial and non-commercial purposes.",
    "“Non-Commercial” means not intended for monetary compensation.",
    "The logo is licensed under the Creative Commons Attribution-NonCommercial 4.0 International License.",
    "You may copy and share the Work, either commercially or noncommercially.",
    "This license does not restrict you from selling copies.",
    "商业用途是指以盈利为目的的使用。",
  ),
  ...found(
    "research-only",
    "You may use the Materials only for research purposes.",
    "A license is granted solely for your non-commercial research purposes.",
    "本模型仅供学术研究使用。",
  ),
  ...absent("research-only", "The model was developed by researchers at a university.", "Research and commercial uses are welcome."),
  ...found(
    "non-production",
    "You shall not use the Model for any commercial or production purposes.",
    "You may use it for evaluation in a non-production environment only.",
  ),
  ...found("personal-use-only", "This Software is provided solely for your personal use."),
  ...found("competitor-restriction", "You may not use the Software to build a product that competes with our services."),
  ...absent("competitor-restriction", "We are not aware of competing products."),
  ...found(
    "military-ban",
    "You agree not to use the Model for military purposes.",
    "You may not use the Model: (a) to harm minors; (b) for warfare or weapons development; (c) to spread spam.",
    "您不得将模型用于任何军事目的。",
  ),
  ...absent("military-ban", "The evaluation included texts on military history."),
  valued(
    "use-restrictions",
    "You agree not to use the Model:\n(a) to defame or harass others;\n(b) to provide medical advice;\n(c) to generate spam.",
    { list: ["medical-advice", "harassment", "spam"] },
  ),
  valued("use-restrictions", "You must not use the Service to promote terrorism, gambling or human trafficking.", {
    list: ["terrorism", "human-trafficking", "gambling"],
  }),
  valued("use-restrictions", "You will not use the Model in any way that violates applicable law.", { list: ["illegal-activity"] }),
  valued("use-restrictions", "Your use of the Materials must comply with all applicable laws and regulations.", {
    list: ["illegal-activity"],
  }),
  valued("use-restrictions", "You may not use the Outputs to impersonate a person without consent.", { list: ["impersonation"] }),
  valued(
    "use-restrictions",
    "- You shall not use the Model to:\n  - exploit children;\n  - create malware;\n  - run a lottery or casino.",
    { list: ["child-abuse", "malware", "gambling"].sort() },
  ),
  valued("use-restrictions", "您不得使用本模型生成色情内容或虚假信息。", { list: ["disinformation", "sexual-content"] }),
  ...absent(
    "use-restrictions",
    "We are not liable for damages that arise from the use of the Model in a medical device.",
    "The Software is provided without warranty.",
  ),
  ...found(
    "acceptable-use-policy",
    "Your use must adhere to the Acceptable Use Policy, which is hereby incorporated by reference.",
    "You shall comply with our Usage Policy.",
  ),
  ...found(
    "safety-circumvention-ban",
    "You may not bypass, disable or remove any safety guardrails of the Model.",
    "You will not circumvent the content filters or other safety measures.",
  ),
  ...absent("safety-circumvention-ban", "You may not remove copyright notices."),
  ...found("content-filter-required", "You must implement content filters before you deploy the Model."),
  ...found("reverse-engineering-ban", "You may not reverse engineer, decompile or disassemble the Software.", "不得对本软件进行反向工程。"),
  ...absent("reverse-engineering-ban", "The methods were found by reverse engineering a compiler."),
  ...found("export-control", "You shall comply with all export control laws.", "本模型可能受出口管制。"),
  ...found("modification-forbidden", "You may not modify the Software."),
  ...absent("modification-forbidden", "You may not modify this License.", "You may not alter or remove any copyright notices."),
  ...found("private-use-allowed", "Permission is granted to use this software for any purpose."),
];

export const thresholds: readonly Case[] = [
  valued("mau-threshold", "If your products have more than 700 million monthly active users, you must request a license from us.", {
    value: 700000000,
    unit: "monthly-active-users",
    action: "request-license",
  }),
  valued("mau-threshold", "Where the monthly active users of your services exceed one (1) million, you shall apply for a license.", {
    value: 1000000,
    action: "request-license",
  }),
  valued("mau-threshold", "Services with over 50M monthly active users shall prominently display “Foo” on the user interface.", {
    value: 50000000,
    action: "display-text",
  }),
  valued("mau-threshold", "If it has at least 100,000 monthly active users, your rights under this license terminate.", {
    value: 100000,
    action: "terminate",
    comparison: "at-least",
  }),
  valued("mau-threshold", "如果您的产品月活跃用户超过1亿，您应向我们申请许可。", { value: 100000000, action: "request-license" }),
  valued("mau-threshold", "月度活跃用户数超过一百万的，应当取得授权。", { value: 1000000 }),
  valued("user-threshold", "An application with fewer than 10,000 daily active users needs no license.", {
    value: 10000,
    unit: "daily-active-users",
  }),
  valued("revenue-threshold", "You generate more than USD 1,000,000 in annual revenue.", {
    value: 1000000,
    currency: "USD",
    period: "year",
  }),
  valued("revenue-threshold", "Companies with revenue exceeding US$20 million per month must display “Bar”.", {
    value: 20000000,
    currency: "USD",
  }),
  valued("revenue-threshold", "more than 20 million US dollars in monthly revenue requires a commercial license", {
    value: 20000000,
    currency: "USD",
    period: "month",
    action: "request-license",
  }),
  valued("revenue-threshold", "Entities with annual revenues of at least €5 million must obtain a commercial license.", {
    value: 5000000,
    currency: "EUR",
    period: "year",
    comparison: "at-least",
  }),
  valued("revenue-threshold", "An entity whose yearly turnover exceeds GBP 2.5 million shall contact us.", {
    value: 2500000,
    currency: "GBP",
    period: "year",
  }),
  valued("revenue-threshold", "年收入超过100万元的企业应当申请授权。", { value: 1000000, currency: "CNY", period: "year" }),
  valued(
    "revenue-threshold",
    "Above ten million dollars of annual revenue ($10,000,000 or more in annual revenue) no license is granted.",
    { value: 10000000, currency: "USD" },
  ),
  valued("funding-threshold", "Startups that have raised more than $5 million in funding need a license.", {
    value: 5000000,
    currency: "USD",
  }),
  valued("device-threshold", "Deployments on more than 5,000 devices require permission.", { value: 5000 }),
  ...absent("mau-threshold", "The benchmark has 700 million tokens.", "We have more than 10 million daily active users."),
  ...absent(
    "revenue-threshold",
    "Our liability shall not exceed USD 100.",
    "The model was trained at a cost of 5 million dollars.",
    "Damages of $1,000,000 in revenue are excluded; no liability is accepted.",
  ),
];

export const commercial: readonly Case[] = [
  ...found(
    "registration-required",
    "For commercial use you must register at our site.",
    "Commercial users must complete the registration form.",
    "商业使用前须填写问卷登记。",
  ),
  ...absent("registration-required", "FOO is a registered trademark of Foo Inc."),
  ...found(
    "separate-commercial-license",
    "For commercial purposes you must obtain a separate license from us.",
    "Commercial users need to purchase a commercial license.",
  ),
  ...found(
    "commercial-authorization-required",
    "Commercial use requires our prior written permission.",
    "如需商业使用，请向我们申请书面授权。",
  ),
  ...found(
    "commercial-use-allowed",
    "You may use the Model for commercial purposes, free of charge.",
    "The rights include commercial use, and you may sell it.",
    "Permission is granted to use, copy and sell copies of the Software for any purpose.",
    "本模型允许商业使用。",
  ),
  ...absent(
    "commercial-use-allowed",
    "You may use the Model for non-commercial purposes only.",
    "You may not use the Model for commercial purposes.",
  ),
  ...found(
    "hosted-service-restriction",
    "You may not offer the Model as a hosted service.",
    "You shall not make the Software available to third parties as a managed service.",
  ),
  ...absent("hosted-service-restriction", "You may offer the Model as a hosted service."),
  ...found("hosted-service-allowed", "You may host the Model for third party remote access."),
  ...found(
    "hosted-service-is-distribution",
    "“Distribution” means any sharing of the Model with a third party, including providing it as a hosted service.",
    "“分发”是指向第三方提供模型，包括以托管服务的方式提供。",
  ),
  ...found(
    "end-user-product-exemption",
    "If you receive the Model as part of an integrated end user product, then Section 2 will not apply to you.",
  ),
  ...found("internal-use-exemption", "These conditions do not apply to purely internal use."),
  valued("territory-exclusion", "The Territory means the whole world, excluding the European Union, the United Kingdom and South Korea.", {
    regions: ["EU", "GB", "KR"],
  }),
  valued("territory-exclusion", "No license is granted to persons domiciled in the European Union.", { regions: ["EU"] }),
  valued(
    "territory-exclusion",
    "The rights to the multimodal models are not granted to companies with a principal place of business in the European Union.",
    { regions: ["EU"], applies: "multimodal" },
  ),
  valued("territory-exclusion", "You may not use the Model outside of Japan.", { regions: ["JP"] }),
  valued("territory-exclusion", "本协议不适用于欧盟、英国。", { regions: ["EU", "GB"] }),
  ...absent(
    "territory-exclusion",
    "This agreement is governed by the laws of the United Kingdom.",
    "The courts of Germany have jurisdiction.",
    "You may not export it contrary to the export laws of the United States.",
  ),
];

export const distribution: readonly Case[] = [
  ...found(
    "provide-copy-of-license",
    "You must give recipients a copy of this License.",
    "The above copyright notice and this permission notice shall be included in all copies.",
    "您必须向第三方提供本协议的副本。",
  ),
  ...absent("provide-copy-of-license", "You may obtain a copy of the License at example.org."),
  ...found(
    "attribution-notice",
    "You must retain all copyright and attribution notices.",
    "Redistributions must reproduce the above copyright notice.",
    "必须保留原始版权声明。",
  ),
  valued(
    "attribution-notice",
    "You must retain the following attribution notice in a “Notice” text file: “Foo is licensed under the Foo License.”",
    { text: "Foo is licensed under the Foo License." },
  ),
  valued("display-text", "You shall prominently display “Built with Foo” on a related website.", { text: "Built with Foo" }),
  valued("display-text", 'You must clearly display "Powered by Bar AI" in the user interface.', { text: "Powered by Bar AI" }),
  valued("display-text", "You are encouraged to display “Made with Foo” on your product page.", {
    text: "Made with Foo",
    strength: "encouraged",
  }),
  ...absent("display-text", "You are granted the right to publicly display the Work."),
  valued("name-prefix", "You shall include “Foo” at the beginning of the name of any such model.", { text: "Foo" }),
  valued("name-must-include", "A derived model must include “Foo” in its name.", { text: "Foo" }),
  ...found(
    "disclosure-of-changes",
    "You must cause modified files to carry prominent notices stating that you changed the files.",
    "Altered versions must be plainly marked as such.",
    "修改后的模型必须说明修改内容。",
  ),
  ...absent("disclosure-of-changes", "We may change these terms at any time."),
  ...found(
    "pass-through-restrictions",
    "You must require your users to comply with the terms of this License.",
    "The use restrictions must be included as an enforceable provision in any agreement with third parties.",
  ),
  ...found(
    "share-alike",
    "Derivative works must be distributed under this License.",
    "You must license the entire work, as a whole, under this License.",
  ),
  ...absent("share-alike", "Rights under this license end upon breach.", "Your rights are granted under this License."),
  ...found("source-disclosure", "You must make the complete corresponding source code available to recipients."),
  ...absent("source-disclosure", "Redistributions of source code must retain the above notice."),
  ...found(
    "network-copyleft",
    "Your modified version must offer all users interacting with it remotely through a network an opportunity to receive the source code.",
  ),
  ...found("no-derivatives", "You may not distribute modified versions of the Model.", "You may not share adapted material."),
  ...found("no-distribution", "You may not distribute the Software to third parties.", "不得向第三方分发模型。"),
  ...absent("no-distribution", "You may not distribute the Software unless you keep the notices.", "You may distribute the Software."),
  ...found(
    "sublicense-forbidden",
    "A non-exclusive, non-sublicensable license.",
    "You may not sublicense the Model.",
    "不可再许可的版权许可。",
  ),
  ...found("sublicense-allowed", "We grant you a license to use, distribute and sublicense the Work."),
  ...absent("sublicense-allowed", "We grant you a non-sublicensable license."),
  ...found("publication-acknowledgment", "Please cite our paper: any publication must acknowledge the model in the text."),
  ...found("restriction-follows-derivatives", "You agree not to use the Model or Derivatives of the Model for harm."),
  ...found(
    "distribution-allowed",
    "You may redistribute the Model.",
    "Redistribution and use in source and binary forms are permitted.",
    "您可以分发本模型。",
  ),
  ...absent("distribution-allowed", "You may not redistribute the Model."),
  ...found("modification-allowed", "You may modify the Model and create derivative works.", "您可以修改本模型。"),
];

export const outputs: readonly Case[] = [
  ...found(
    "output-training-ban",
    "You will not use the outputs to improve any other large language model.",
    "You may not use Output to train a model that competes with ours.",
    "您不得使用模型的输出来改进任何其他大型语言模型。",
  ),
  ...absent("output-training-ban", "You may train the Model on your own data.", "The outputs were used to train an evaluation model."),
  ...found("no-commercial-outputs", "You may not use outputs of the Model for commercial purposes."),
  ...absent("no-commercial-outputs", "You may use outputs for commercial purposes."),
  ...found("output-commercial-allowed", "You may use the Outputs for any purpose, including commercial purposes."),
  ...found(
    "output-restrictions",
    "No use of the output can contravene any provision of this License.",
    "You may not use the Output to mislead in any election.",
  ),
  ...found("output-unrestricted", "This agreement imposes no restrictions on your use of results."),
  ...found("output-ownership", "We claim no rights in the Output you generate.", "You own the Output."),
  ...absent("output-ownership", "You own your computer."),
  ...found("output-is-derivative", "“Derivative” includes the output of the Model."),
  ...found(
    "distilled-model-is-derivative",
    "“Derivatives” means models made by distillation or trained on synthetic data from the Model.",
    "模型衍生品是指通过蒸馏或使用合成数据训练的其他模型。",
  ),
  ...found(
    "disclose-ai-output",
    "You must disclose that the content was generated by AI.",
    "You may not publish it without expressly disclaiming that the text is machine generated.",
  ),
];

export const legal: readonly Case[] = [
  ...found("warranty-disclaimer", "THE SOFTWARE IS PROVIDED “AS IS”.", "The Model comes without any warranty."),
  ...found("liability-limitation", "In no event shall we be liable for damages."),
  ...found("governing-law", "This License is governed by the laws of France."),
  ...found("arbitration", "Disputes shall be settled by arbitration in Geneva."),
  ...found("termination-on-breach", "This License terminates automatically if you fail to comply with it."),
  ...found("indemnity", "You will indemnify and hold harmless the Licensor."),
  ...found("patent-grant", "Each contributor grants you a patent license."),
  ...found("license-irrevocable", "A perpetual, irrevocable license."),
  ...absent("license-revocable", "A perpetual, irrevocable license."),
  ...found("license-updatable", "We may update these terms from time to time."),
  ...found("must-update-to-latest", "You shall undertake reasonable efforts to use the latest version of the Model."),
  ...found("trademark-restriction", "This License does not grant permission to use our trademarks."),
];

export const cases: readonly Case[] = [...purpose, ...thresholds, ...commercial, ...distribution, ...outputs, ...legal];
