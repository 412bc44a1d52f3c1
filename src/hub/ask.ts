import { limits } from "../limits.ts";
import { basesOf, licensesOf, textOf } from "./card-data.ts";
import type { HubClient, RepositoryInfo } from "./client.ts";
import { hubText, licensePaths } from "./license-texts.ts";
import { inParallel } from "./patient-fetch.ts";
import { type AskedName, emptyRecord, type HubRecord, type HubText, nameKey } from "./record.ts";
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

async function recordOf(client: HubClient, asked: AskedName, info: RepositoryInfo): Promise<HubRecord> {
  return {
    name: asked.name,
    kind: asked.kind,
    source: "hub",
    state: info.gated ? "gated" : info.private ? "private" : "public",
    renamedTo: info.id.toLowerCase() === asked.name.toLowerCase() ? null : info.id,
    revision: info.sha,
    pin: asked.pin,
    license: licensesOf(info.card, info.tags),
    licenseName: textOf(info.card["license_name"]),
    licenseLink: textOf(info.card["license_link"]),
    bases: basesOf(info.card, info.tags),
    tags: info.tags.slice(0, limits.listEntries),
    task: info.task ?? textOf(info.card["pipeline_tag"]),
    texts: await textsOf(client, asked, info),
    resolved: null,
  };
}

/** The license files in the root folder. A file that the Hub refuses stays without its text. */
async function textsOf(client: HubClient, { kind }: AskedName, { id, sha, files }: RepositoryInfo): Promise<readonly HubText[]> {
  if (sha === null) return [];
  const paths: string[] = [];
  if (files !== null) paths.push(...files);
  else for await (const { path } of client.list(kind, id, sha, false)) paths.push(path);
  const texts: HubText[] = [];
  for (const path of licensePaths(paths)) {
    try {
      const { bytes } = await client.read(kind, id, sha, path, limits.textBytes);
      texts.push(hubText(path, bytes));
    } catch (error) {
      if (!(error instanceof HubRefusal) || (error.reason !== "gated" && error.reason !== "missing" && error.reason !== "entry"))
        throw error;
      if (error.reason !== "entry") texts.push({ path, sha256: null, text: null, recognized: null });
    }
  }
  return texts;
}
