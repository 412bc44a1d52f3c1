import{a as e,i as t,n}from"./read.js";import{t as r}from"./usage.js";import{dirname as i}from"node:path";import{existsSync as a,mkdirSync as o,writeFileSync as s}from"node:fs";import{createInterface as c}from"node:readline/promises";async function l(n,c,l){if(a(n.output)&&n.force!==!0)throw new r(`${n.output} exists: name another file with --output, or overwrite it with --force`);let m=await u(n,c,l),h=f(m.extends.replace(/^modelterms:/,``),c,`policy`),g=d(m.uses).map(e=>f(e,t,`use`)),_=d(m.territories);for(let t of _)if(!e(t))throw new r(`${JSON.stringify(t)} is no territory: write ISO 3166 codes such as DE, or EU or EEA`);return o(i(n.output),{recursive:!0}),s(n.output,p(h,g,_)),`${n.output} written. Check it with: modelterms policy check ${n.output}\n`}async function u(e,n,r){let i={extends:e.extends??`commercial-product`,uses:e.uses??``,territories:e.territories??``};if(!r||e.extends!==void 0||e.uses!==void 0||e.territories!==void 0)return i;let a=c({input:process.stdin,output:process.stderr});try{return{extends:await a.question(`Start from which policy (${n.join(`, `)})? [commercial-product] `)||i.extends,uses:await a.question(`What do you do with models (${t.join(`, `)})? [decide later] `),territories:await a.question(`In which territories (such as US, DE, EU)? [decide later] `)}}finally{a.close()}}function d(e){return e.split(/[,\s]+/).map(e=>e.trim()).filter(e=>e!==``)}function f(e,t,i){if(t.includes(e))return e;throw new r(`${JSON.stringify(e)} is no ${i} that is known; ${n(e,t)}`)}function p(e,t,n){let r=(e,t,n)=>t.length>0?`  ${e}: [${t.join(`, `)}]`:`  # ${e}: ${n}`;return`# yaml-language-server: $schema=./node_modules/modelterms/dist/schemas/policy.schema.json
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
`}export{l as initPolicy};