import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Measures `scan github:OWNER` on generated repositories, served on loopback as GitHub's API does: processor time, peak memory, requests. */
const root = process.cwd();
/** Prints the child's own use of the machine when it ends. */
const TELL =
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the text is the code of a module
  'data:text/javascript,process.on("exit",()=>{const u=process.resourceUsage();process.stderr.write(`MEASURED ${u.maxRSS} ${u.userCPUTime+u.systemCPUTime}`)})';
const [given = "50,200,800"] = process.argv.slice(2).filter((argument) => /^[\d,]+$/.test(argument));
for (const count of given.split(",").map(Number)) await measure(count);

interface Blob {
  readonly object: string;
  readonly bytes: Buffer;
}

/** 40 files, 12 of them worth reading: a README (every tenth a model card), a license, ten modules. */
function filesOf(repository: number): ReadonlyMap<string, Blob> {
  const files = new Map<string, Blob>();
  const add = (path: string, text: string) => {
    const bytes = Buffer.from(text);
    const object = createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
    files.set(path, { object, bytes });
  };
  const card = `---\nlicense: apache-2.0\nmodel_name: acme/model-${repository}\nbase_model: acme/model-${repository - 10}\n---\n`;
  add("README.md", `${repository % 10 === 0 ? card : ""}# Number ${repository}\n${"Some words about it.\n".repeat(100)}`);
  add("LICENSE", "Copyright somebody. All rights reserved.\n".repeat(25));
  for (let at = 0; at < 10; at += 1)
    add(`src/m${at}.py`, `# ${repository}\n${`def function_${at}(x):\n    return x + ${at}\n`.repeat(60)}`);
  for (let at = 0; at < 28; at += 1) add(`data/f${at}.bin`, `${repository} ${at}`);
  return files;
}

function answer(request: IncomingMessage, response: ServerResponse, count: number): void {
  const address = new URL(request.url ?? "/", `http://${request.headers.host}`);
  const send = (type: string, body: string | Buffer, headers: Readonly<Record<string, string>> = {}) => {
    response.writeHead(200, { "content-type": type, ...headers });
    response.end(body);
  };
  const [, name, what, hash] = /^\/repos\/acme\/r(\d+)\/(commits|git\/trees|git\/blobs)\/([^/]+)$/.exec(address.pathname) ?? [];
  if (name === undefined) {
    const page = Number(address.searchParams.get("page") ?? "1");
    const numbers = Array.from({ length: count }, (_, at) => at).slice((page - 1) * 100, page * 100);
    address.searchParams.set("page", String(page + 1));
    const link: Readonly<Record<string, string>> = page * 100 < count ? { link: `<${address.href}>; rel="next"` } : {};
    send("application/json", JSON.stringify(numbers.map((at) => ({ name: `r${at}`, size: 120, archived: false, fork: false }))), link);
    return;
  }
  if (what === "commits") {
    send("application/vnd.github.sha", createHash("sha1").update(name).digest("hex"));
    return;
  }
  const files = [...filesOf(Number(name))];
  if (what === "git/trees") {
    const tree = files.map(([path, { object, bytes }]) => ({ path, mode: "100644", type: "blob", sha: object, size: bytes.length }));
    send("application/json", JSON.stringify({ sha: hash, tree, truncated: false }));
  } else send("application/vnd.github.raw", files.find(([, { object }]) => object === hash)?.[1].bytes ?? "");
}

async function measure(count: number): Promise<void> {
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    answer(request, response, count);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const folder = mkdtempSync(join(tmpdir(), "modelterms-scale-"));
  const { port } = server.address() as AddressInfo;
  const args = ["--import", TELL, `${root}/dist/cli.js`, "scan", "github:acme", "--format", "json=result.json", "--fail-on", "never"];
  const environment = { PATH: process.env["PATH"], GITHUB_API_URL: `http://127.0.0.1:${port}`, XDG_CACHE_HOME: folder, CI: "1" };
  const child = spawn(process.execPath, args, { cwd: folder, env: environment, stdio: ["ignore", "ignore", "pipe"] });
  let told = "";
  for await (const chunk of child.stderr) told += String(chunk);
  const [, memory, time] = /MEASURED (\d+) (\d+)/.exec(told) ?? [];
  if (memory === undefined || time === undefined) throw new Error(`the scan failed: ${told}`);
  const [megabytes, seconds] = [Number(memory) / 1024, Number(time) / 1e6];
  process.stdout.write(
    `${count} repositories: ${seconds.toFixed(1)} s processor time, ${megabytes.toFixed(0)} MB at most, ${requests} requests\n`,
  );
  rmSync(folder, { recursive: true });
  server.close();
  server.closeAllConnections();
}
