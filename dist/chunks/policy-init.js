require("./rolldown-runtime.js");const e=require("./scan.js");let t=require("node:path"),n=require("node:fs"),r=require("node:readline/promises");async function i(r,i,l){if((0,n.existsSync)(r.output)&&r.force!==!0)throw new e.UsageError(`${r.output} exists: name another file with --output, or overwrite it with --force`);let u=await a(r,i,l),d=s(u.extends.replace(/^modelterms:/,``),i,`policy`),f=o(u.uses).map(t=>s(t,e.USES,`use`)),p=o(u.territories);for(let t of p)if(!e.isTerritory(t))throw new e.UsageError(`${JSON.stringify(t)} is no territory: write ISO 3166 codes such as DE, or EU or EEA`);return(0,n.mkdirSync)((0,t.dirname)(r.output),{recursive:!0}),(0,n.writeFileSync)(r.output,c(d,f,p)),`${r.output} written. Check it with: modelterms policy check ${r.output}\n`}async function a(t,n,i){let a={extends:t.extends??`commercial-product`,uses:t.uses??``,territories:t.territories??``};if(!i||t.extends!==void 0||t.uses!==void 0||t.territories!==void 0)return a;let o=(0,r.createInterface)({input:process.stdin,output:process.stderr,terminal:!1}),s=o[Symbol.asyncIterator](),c=async t=>{process.stderr.write(`${t} `);let{done:n,value:r}=await s.next();if(n===!0)throw new e.UsageError(`no answer: nothing is written; the flags --extends, --uses and --territories answer without a terminal`);return r.trim()};try{return{extends:await c(`Start from which policy (${n.join(`, `)})? [commercial-product]`)||a.extends,uses:await c(`What do you do with models (${e.USES.join(`, `)})? [decide later]`),territories:await c(`In which territories (such as US, DE, EU)? [decide later]`)}}finally{o.close()}}function o(e){return e.split(/[,\s]+/).map(e=>e.trim()).filter(e=>e!==``)}function s(t,n,r){if(n.includes(t))return t;throw new e.UsageError(`${JSON.stringify(t)} is no ${r} that is known; ${e.suggestion(t,n)}`)}function c(e,t,n){let r=t.length+n.length>0?`organization:`:`# organization:`,i=(e,t,n)=>t.length>0?`  ${e}: [${t.join(`, `)}]`:`#   ${e}: ${n}`;return`# yaml-language-server: $schema=./node_modules/modelterms/dist/schemas/policy.schema.json
# Under which terms this organization uses AI models. Checked by modelterms; every key is optional.

extends:
  - modelterms:${e} # later entries win, this file over all

# The facts that license terms are judged against. What is not stated is unknown, and asks for review.
${r}
${i(`uses`,t,`[commercial, hosted-service]   # also: distribution, internal, research, fine-tuning, training-on-outputs`)}
${i(`territories`,n,`[US, EU]`)}
#   monthly-active-users: 50_000
#   annual-revenue: { amount: 3_000_000, currency: USD }
#   applications: []   # none of the uses that licenses prohibit; else such as [medical-advice]

# licenses:
#   allow: ["LicenseRef-gemma*"]   # classes (permissive, copyleft, commercial-restricted, responsible-use), SPDX ids, expressions, patterns
#   deny: [AGPL-3.0-only, non-commercial]   # likewise, or a term

# owned: ["our-organization/*"]   # models that we made: we choose their license

# waivers:
#   - component: "meta-llama/Llama-3.1-8B-Instruct"
#     check: license-unlisted
#     reason: "Agreement of 2026-03-01"
#     approved-by: legal@example.org
#     expires: 2027-03-01

# tests:   # run by: modelterms policy test
#   - { model: { license: cc-by-nc-4.0 }, expect: fail }
`}exports.initPolicy=i;