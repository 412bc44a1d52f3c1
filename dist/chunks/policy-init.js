const e=require("./scan.js"),t=require("./reports.js");let n=require("node:path"),r=require("node:fs"),i=require("node:readline/promises");async function a(i,a,u){if((0,r.existsSync)(i.output)&&i.force!==!0)throw new t.UsageError(`${i.output} exists: name another file with --output, or overwrite it with --force`);let d=await o(i,a,u),f=c(d.extends.replace(/^modelterms:/,``),a,`policy`),p=s(d.uses).map(t=>c(t,e.USES,`use`)),m=s(d.territories);for(let n of m)if(!e.isTerritory(n))throw new t.UsageError(`${JSON.stringify(n)} is no territory: write ISO 3166 codes such as DE, or EU or EEA`);return(0,r.mkdirSync)((0,n.dirname)(i.output),{recursive:!0}),(0,r.writeFileSync)(i.output,l(f,p,m)),`${i.output} written. Check it with: modelterms policy check ${i.output}\n`}async function o(n,r,a){let o={extends:n.extends??`commercial-product`,uses:n.uses??``,territories:n.territories??``};if(!a||n.extends!==void 0||n.uses!==void 0||n.territories!==void 0)return o;let s=(0,i.createInterface)({input:process.stdin,output:process.stderr,terminal:!1}),c=s[Symbol.asyncIterator](),l=async e=>{process.stderr.write(`${e} `);let{done:n,value:r}=await c.next();if(n===!0)throw new t.UsageError(`no answer: nothing is written; the flags --extends, --uses and --territories answer without a terminal`);return r.trim()};try{return{extends:await l(`Start from which policy (${r.join(`, `)})? [commercial-product]`)||o.extends,uses:await l(`What do you do with models (${e.USES.join(`, `)})? [decide later]`),territories:await l(`In which territories (such as US, DE, EU)? [decide later]`)}}finally{s.close()}}function s(e){return e.split(/[,\s]+/).map(e=>e.trim()).filter(e=>e!==``)}function c(n,r,i){if(r.includes(n))return n;throw new t.UsageError(`${JSON.stringify(n)} is no ${i} that is known; ${e.suggestion(n,r)}`)}function l(e,t,n){let r=(e,t,n)=>t.length>0?`  ${e}: [${t.join(`, `)}]`:`  # ${e}: ${n}`;return`# yaml-language-server: $schema=./node_modules/modelterms/dist/schemas/policy.schema.json
# Under which terms this organization uses AI models. Checked by modelterms; every key is optional.

extends:
  - modelterms:${e} # later entries win, this file over all

# The facts that license terms are judged against. What is not stated is unknown, and asks for review.
organization:
${r(`uses`,t,`[commercial, hosted-service]   # also: distribution, internal, research, fine-tuning, training-on-outputs`)}
${r(`territories`,n,`[US, EU]`)}
  # monthly-active-users: 50_000
  # annual-revenue: { amount: 3_000_000, currency: USD }
  # applications: []   # none of the uses that licenses prohibit; else such as [medical-advice]

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
`}exports.initPolicy=a;