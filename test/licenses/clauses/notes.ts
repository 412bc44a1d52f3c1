import { absent, type Case, found } from "./cases.ts";

/** Notes on weights of a few sentences: what they withhold, and what they say beside it. */
export const notes: readonly Case[] = [
  ...found(
    "non-commercial",
    "Commercial use is not granted.",
    "This release does not grant commercial-use rights to the checkpoints.",
    "The GPL license for academic and other non-commercial uses.",
    "The weights of Acme Wren are provided for non-commercial education and personal experiments.",
  ),
  ...absent("commercial-use-allowed", "Commercial use is not granted by this note."),
  ...found("no-distribution", "Access to the files does not automatically grant permission to redistribute the weights."),
  ...absent("distribution-allowed", "Access to the files does not grant you a right to share or redistribute them."),
  ...absent("modification-allowed", "A download does not give permission to modify the weights."),
  ...found(
    "modification-allowed",
    "Acme grants you a license to run, modify and share the model.",
    "Fine-tuning is allowed for use inside your company.",
  ),
  ...absent("output-restrictions", "Outputs are not subject to the non-commercial restriction merely because the model made them."),
  ...absent("pass-through-restrictions", "You must prevent downstream leaks of sensitive data."),
  ...absent("share-alike", "The scripts are released only under the MIT license and are not covered by this license."),
  ...found("disclosure-of-changes", "You must link to the license and indicate whether you changed anything."),
  ...found("use-restrictions", "Use it responsibly: no illegal or deceptive use, including fraud and harassment."),
  ...found("licensor-commercial-exception", "Acme Labs retains exclusive commercial rights to the model."),
  ...found("hosted-service-restriction", "You may not sell access to the model."),
  ...found(
    "non-commercial",
    "License: GPL 3.0 (academic and non-commercial use).",
    "| Acme corpus (CC BY-SA 4.0) | Non-commercial use only |",
  ),
  ...found("separate-commercial-license", "A commercial license is offered on request."),
  ...found(
    "no-distribution",
    "Distribution: Prohibited without written consent.",
    "The recordings may only be used for internal training purposes.",
  ),
  ...found("sublicense-forbidden", "You are prohibited from:\n- selling, renting or sublicensing the weights"),
  ...found("share-alike", "Derivative weights must name us and be released under CC BY-SA 4.0."),
  ...found(
    "non-production",
    "These model weights are for demonstration purposes only.",
    "The weights are for demonstration/educational use only.",
    "This checkpoint is provided strictly for demo purposes.",
  ),
  ...absent("non-production", "The pictures above are for demonstration purposes only.", "The notebook is for demo purposes only."),
];
