import { limits } from "../limits.ts";
import { basesOf, beyondLimits, licensesOf, textOf } from "./card-data.ts";
import type { HubClient, RepositoryInfo } from "./client.ts";
import { hubText, licensePaths } from "./license-texts.ts";
import { inParallel } from "./patient-fetch.ts";
import { type AskedName, emptyRecord, type HubRecord, type HubText, isHubName, nameKey } from "./record.ts";
import { HubRefusal, wordsOf } from "./refusal.ts";

/** What became of a question: a record, or why there is none. */
export type HubAnswer = { readonly asked: AskedName } & ({ readonly record: HubRecord } | { readonly failed: string });

const AT_ONCE = 8;

/** Asks the Hub for names, eight at once; each name once however often it is asked. A name that could not be looked up says why. */
export function hubAsker(client: HubClient): (names: readonly AskedName[]) => Promise<readonly HubAnswer[]> {
  const answers = new Map<string, Promise<HubAnswer>>();
  return (names) =>
    inParallel(names, AT_ONCE, (asked) => {
      const key = `${nameKey(asked.name, asked.kind)}@${asked.pin ?? ""}`;
      const known = answers.get(key) ?? askOne(client, asked);
      answers.set(key, known);
      return known;
    });
}

async function askOne(client: HubClient, asked: AskedName): Promise<HubAnswer> {
  try {
    return { asked, record: await recordOf(client, asked, await client.info(asked.kind, asked.name, asked.pin)) };
  } catch (error) {
    if (error instanceof HubRefusal && (error.reason === "missing" || error.reason === "gated"))
      return { asked, record: emptyRecord(asked, "hub", error.reason) };
    if (error instanceof HubRefusal && error.reason === "revision" && asked.pin !== null)
      return { asked, failed: `the Hub has no revision ${asked.pin} of it` };
    return { asked, failed: wordsOf(error, client.endpoint) };
  }
}

/** Throws HubRefusal for an answer that does not say all that it should, or more than is read: it is no record then, not half of one. */
async function recordOf(client: HubClient, asked: AskedName, info: RepositoryInfo): Promise<HubRecord> {
  const { sha } = info;
  if (sha === null || !isHubName(info.id)) throw new HubRefusal("failed", "the Hub tells no name or no commit of it", 200);
  const beyond = beyondLimits(info.card, info.tags);
  if (beyond !== null) throw new HubRefusal("failed", `${beyond}: its card is not read`, 200);
  const texts = await textsOf(client, asked, info, sha);
  const isGated = info.gated || texts.some(({ sha256 }) => sha256 === null);
  return {
    name: asked.name,
    kind: asked.kind,
    source: "hub",
    state: isGated ? "gated" : info.private ? "private" : "public",
    renamedTo: info.id.toLowerCase() === asked.name.toLowerCase() ? null : info.id,
    revision: sha,
    pin: asked.pin,
    license: licensesOf(info.card, info.tags),
    licenseName: textOf(info.card["license_name"]),
    licenseLink: textOf(info.card["license_link"]),
    bases: basesOf(info.card, info.tags),
    tags: info.tags,
    task: info.task ?? textOf(info.card["pipeline_tag"]),
    texts,
    resolved: null,
  };
}

/** The license files in the root folder. One that the Hub gives only to those who were granted access stays without its text. */
async function textsOf(client: HubClient, { kind }: AskedName, { id, files }: RepositoryInfo, sha: string): Promise<readonly HubText[]> {
  const paths: string[] = [];
  if (files !== null) paths.push(...files);
  else for await (const { path } of client.list(kind, id, sha, false)) paths.push(path);
  const wanted = licensePaths(paths);
  if (wanted.length > limits.hubTexts)
    throw new HubRefusal("failed", `it has more than ${limits.hubTexts} license files: none is read`, 200);
  const texts: HubText[] = [];
  for (const path of wanted) {
    try {
      const { bytes } = await client.read(kind, id, sha, path, limits.textBytes + 1);
      if (bytes.length > limits.textBytes)
        throw new HubRefusal("failed", `${path} is larger than ${limits.textBytes / 1_000_000} MB: not read`, 200);
      texts.push(hubText(path, bytes));
    } catch (error) {
      if (!(error instanceof HubRefusal) || error.reason !== "gated") throw error;
      texts.push({ path, sha256: null, text: null, recognized: null });
    }
  }
  return texts;
}
