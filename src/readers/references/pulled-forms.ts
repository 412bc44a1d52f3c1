// How scripts and configurations say by way of variables what is fetched: the commands and addresses, and what gives a variable its value.

/** A word of a command or a value that is given to a variable: what stands between quotation marks, or up to the next space. */
const WORD =
  "\"((?:[^\"$]|\\$\\{[^}\\n]{0,200}\\}|\\$(?!\\{)){0,2000})\"|'([^'\\n]{0,2000})'|((?:\\$\\{[^}\\n]{0,200}\\}|[^\\s;&|\"'`<>()])+)";
/** `ollama pull "$MODEL"`, `["ollama", "pull", "$MODEL"]`, `ollama pull ${MODEL:-llama3.2}`, `ollama pull $(MODEL)`, `ollama pull %MODEL%`, `ollama pull {{ item }}`. */
export const PULLED = new RegExp(
  `\\bollama["']?(?:,\\s*["']|\\s+)(pull|run)["']?(?:,\\s*|[ \\t]+)(?=["']?(?:[$%!]|\\{\\{))(?:(\\$\\$?\\(\\w{1,60}\\)|\\$?\\{\\{[^}\\n]{1,80}\\}\\})|${WORD})`,
  "g",
);
/** `hf download "$REPO" --repo-type dataset` */
export const DOWNLOADED = new RegExp(
  `\\b(?:huggingface-cli|hf)[ \\t]+download[ \\t]+(?=["']?(?:[$%!]|\\{\\{))(?:(\\$\\$?\\(\\w{1,60}\\)|\\$?\\{\\{[^}\\n]{1,80}\\}\\})|${WORD})([^\\n;&|]{0,300})`,
  "g",
);
/** `https://huggingface.co/datasets/$REPO/resolve/main/…` */
export const ADDRESSED =
  /(?:huggingface|hf)\.co\/(?:api\/)?(?:(datasets|models|spaces)\/)?(\$\$?\(\w{1,60}\)|\$?\{\{[^}\n]{1,80}\}\}|\$\{[^}\n]{1,200}\}|[$%]\w{1,60})/g;
/** `{"name": "$MODEL"}` for Ollama's own API. */
export const ASKED = /\/api\/pull\b[^{}]{0,300}\{[^{}]{0,100}?\\?"(?:model|name)\\?"\s*:\s*\\?["']{1,3}(\$\{[^}\n]{1,200}\}|\$\w{1,60})/g;
export const CREATED = /\bollama\s+create\s+["']?([\w.-]{1,80})/g;
/** `MODEL=llama3.2`, `MODELS=(llama3.2 phi3)`, `export MODELS="llama3.2 phi3"`, `$Models = @("llama3.2", "phi3")`, `MODELS := llama3.2 phi3`, `ENV MODEL llama3.2`. */
export const ASSIGNED = new RegExp(
  `(?:^|[\\s;&|"'({,\\]@-])\\$?(?:env:|script:|global:)?([A-Za-z_]\\w{0,60})(?:\\[[^\\]\\n]{1,60}\\])?(?:=(?:\\(([^()]{1,5000})\\)|${WORD})|[ \\t]{0,40}[:?+]?=[ \\t]{0,40}(?:@?\\(([^()]{1,5000})\\)|([^\\n=][^\\n;]{0,500})))|^[ \\t]*(?:ENV|ARG)[ \\t]+(\\w{1,60})[ \\t]+([^\\n=]{1,500})`,
  "gm",
);
/** `MODEL: llama3.2` in a configuration, or the list below such a key. */
export const KEYED = new RegExp(
  `^[ \\t]*(?:-[ \\t]+)?["']?([A-Za-z_]\\w{0,60})["']?:(?:[ \\t]{1,40}(?:\\[([^\\]\\n]{1,500})\\]|${WORD})|((?:\\r?\\n[ \\t]*-[ \\t]{1,9}["']?[\\w./:@-]{1,120}["']?[ \\t]{0,40}(?:#[^\\n]{0,200})?(?=[\\r\\n]|$)){1,60}))`,
  "gm",
);
/** Keys that many things have, whatever they are. */
export const SAYS_LITTLE = /^(?:name|id|key|value|version|tag|image|type)$/;
/** What Ansible does a task with, one after the other, as `{{ item }}`. */
export const LOOPED = /^(?:loop|with_items)$/;
export const LOOPS = [
  /\bfor\s+(\w{1,60})\s+in\s+((?:[^;\n\\]|\\\r?\n|\\[^\n]){1,2000})/g,
  /\bforeach\s*\(\s*\$(\w{1,60})\s+in\s+([^()\n]{0,200}\([^()]{0,2000}\)|[^()\n]{1,500})\)/gi,
  /\bfor\s+%{1,2}(\w)\s+in\s+\(([^()]{1,2000})\)/gi,
];
/** `read -r -a LIST <<< "$MODELS"` */
export const READ = /\bread\s+(?:-\w{1,9}\s+){0,4}(\w{1,60})\s*<<<\s*["']?(\$\{?\w{1,60})/g;
/** `$Models | ForEach-Object { ollama pull $_ }` */
export const PIPED = /(\$\w{1,60})\s*\|\s*(?:ForEach-Object|%)\s*\{/gi;
export const REFERENCE =
  /\{\{-?[ \t]?(?:(?!item\b)\w{0,30}\.){0,3}([A-Za-z_]\w{0,60})|\$\$?[{(]{0,2}[ \t]?(?:(?:env|script|global):|(?:env|inputs|matrix|vars?|local)\.)?([A-Za-z_]\w{0,60}|\d)|%{1,2}([A-Za-z]\w{0,60})|!([A-Za-z]\w{0,60})!/g;
export const FUNCTION = /^[ \t]{0,20}(?:function[ \t]{1,9})?([\w-]{1,60})[ \t]{0,9}\([ \t]{0,9}\)[ \t]{0,9}\n?[ \t]{0,20}\{/gm;
export const BEFORE_COMMAND = /(?:^|[;&|)!]|\b(?:then|do|else|if))$/;
export const ARGUMENT = new RegExp(WORD, "g");
export const POWERSHELL = /\bforeach\s*\(\s*\$|\bWrite-Host\b|\bparam\s*\(/i;

/** Variables whose name says it, whatever program reads them. */
export const LIST =
  /\b(?:\w{1,40}_)?(?:OLLAMA_(?:\w{1,30}_)?(?:MODELS?|PULL)|(?:PULL|PRELOAD)_MODELS)(?:_(?:TO_PULL|LIST|PULL|CPU|GPU)){0,2}\b/gi;
