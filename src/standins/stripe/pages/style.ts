export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#fbfaf7, #14161a);
  --card: light-dark(#ffffff, #1c1f25);
  --ink: light-dark(#1d1f23, #eceae4);
  --soft: light-dark(#5b5f68, #a7abb4);
  --line: light-dark(#dcd9d1, #353a43);
  --field: light-dark(#8a8d94, #747a86);
  --accent: light-dark(#1f5f4f, #7fd1b9);
  --on-accent: light-dark(#ffffff, #0d1f1a);
  --bad: light-dark(#a8251c, #ff9a8f);
  --bad-paper: light-dark(#fdf0ee, #33191a);
  --note: light-dark(#fff1c9, #3a3115);
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; overflow-wrap: anywhere;
}
.banner { margin: 0; padding: .5rem 1rem; background: var(--note); text-align: center; font-size: .875rem; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
.wide main { max-width: 90rem; }
h1, h2, .amount { font-family: 'Source Serif 4', Georgia, 'Times New Roman', serif; line-height: 1.2; font-weight: 600; }
h1 { font-size: 1.6rem; margin: 0 0 .5rem; }
h2 { font-size: 1.15rem; margin: 0 0 .75rem; }
a { color: var(--accent); text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.soft { color: var(--soft); font-size: .875rem; }
.amount { font-size: 2.25rem; margin: 0; font-variant-numeric: tabular-nums; }
.amount small { font: 1rem/1 system-ui, sans-serif; color: var(--soft); }
.items { list-style: none; padding: 0; margin: 1.25rem 0; border-top: 1px solid var(--line); }
.items li { display: flex; justify-content: space-between; gap: 1rem; padding: .75rem 0; border-bottom: 1px solid var(--line); }
.items span:last-child { white-space: nowrap; font-variant-numeric: tabular-nums; }
.checkout { display: grid; gap: 2rem; grid-template-areas: 'summary' 'form' 'cards'; }
.checkout > * { min-width: 0; }
.checkout > .what { grid-area: summary; }
.checkout > .panel { grid-area: form; }
.checkout > .cards { grid-area: cards; }
.panel { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 1.25rem; }
.narrow { max-width: 32rem; margin: 2rem auto; }
.field { display: grid; gap: .3rem; margin: 0 0 1rem; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1rem; align-items: start; }
label { font-weight: 600; font-size: .9375rem; }
input, select {
  width: 100%; min-height: 2.75rem; padding: .5rem .75rem; font: inherit; color: inherit;
  background: var(--paper); border: 1px solid var(--field); border-radius: 8px;
}
input[aria-invalid=true] { border-color: var(--bad); border-width: 2px; }
.fixed { margin: 0; padding: .5rem 0; }
.error { margin: 0; color: var(--bad); font-size: .9375rem; }
.summary { margin: 0 0 1rem; padding: .75rem 1rem; border: 1px solid var(--bad); border-radius: 8px; background: var(--bad-paper); }
button { font: inherit; cursor: pointer; min-height: 2.75rem; border-radius: 8px; border: 1px solid var(--field); background: transparent; color: inherit; padding: .4rem .9rem; }
button.main { width: 100%; background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 650; padding: .7rem 1rem; }
button.main:disabled { opacity: .7; cursor: progress; }
.actions { display: grid; gap: .75rem; }
.cards details { border-top: 1px solid var(--line); }
.cards summary { padding: .6rem 0; font-weight: 600; cursor: pointer; }
.cards details ul { padding-bottom: .75rem; }
.cards ul { list-style: none; padding: 0; margin: 0; display: grid; gap: .15rem .75rem; grid-template-columns: repeat(auto-fill, minmax(min(14rem, 100%), 1fr)); }
.cards li { display: grid; padding: .25rem 0; }
.cards code { font-size: .9375rem; white-space: nowrap; }
button.fill { text-align: left; display: grid; padding: .35rem .6rem; min-height: 2.75rem; border-color: var(--line); width: 100%; }
button.fill:hover { border-color: var(--accent); }
nav.jump { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: .5rem 0 1.5rem; }
section { margin: 0 0 2.5rem; scroll-margin-top: 1rem; }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; background: var(--card); }
table { border-collapse: collapse; width: 100%; font-size: .875rem; }
th, td { padding: .5rem .75rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); white-space: nowrap; }
tr:last-child td { border-bottom: 0; }
th { font-weight: 600; color: var(--soft); }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
td form { display: inline-flex; gap: .35rem; margin: 0 .35rem .25rem 0; }
td button { min-height: 2rem; padding: .1rem .6rem; font-size: .8125rem; }
td input { min-height: 2rem; width: 6rem; padding: .1rem .4rem; font-size: .8125rem; }
.doors { display: grid; gap: .75rem; }
.doors form { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem; }
.doors form + form { border-top: 1px solid var(--line); padding-top: .75rem; }
.doors label { display: flex; align-items: center; gap: .35rem; font-weight: 400; }
.doors input, .doors select { width: 14rem; max-width: 100%; }
.doors input[type=checkbox] { width: 1.25rem; min-height: 1.25rem; }
.id { font: .8125rem/1.6 ui-monospace, 'SF Mono', Menlo, Consolas, monospace; }
.state { display: inline-block; padding: 0 .5rem; border: 1px solid var(--line); border-radius: 99px; }
.state.bad { color: var(--bad); border-color: var(--bad); }
.state.good { color: var(--accent); border-color: var(--accent); }
pre { margin: 0; padding: 1rem; overflow-x: auto; font: .8125rem/1.5 ui-monospace, 'SF Mono', Menlo, Consolas, monospace; white-space: pre-wrap; }
.controls { display: grid; gap: 1.25rem; }
.controls > * { margin: 0; min-width: 0; }
.columns { display: grid; gap: 0 1.25rem; align-items: end; grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr)); }
.buttons { display: flex; flex-wrap: wrap; gap: .5rem; }
h2 code { font-weight: 400; }
@media (min-width: 50rem) {
  .checkout { grid-template: 'summary form' auto 'cards form' 1fr / 1fr 1fr; gap: 1rem 3rem; align-items: start; }
  main { padding-top: 2.5rem; }
}
`;
