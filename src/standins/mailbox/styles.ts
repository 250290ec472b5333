export const STYLES = `
:root { color-scheme: light dark; --line: light-dark(#d9d6cf, #3a3936); --soft: light-dark(#5d5a54, #aaa69e); }
body { margin: 0; background: light-dark(#fbfaf7, #191817); color: light-dark(#1c1b19, #ebe8e1);
  font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.5rem; line-height: 1.2; margin: 0 0 .25rem; }
a { color: light-dark(#0b5394, #8cc4f5); }
.note, .count, .time, dt { color: var(--soft); }
.note { margin: 0 0 1rem; }
.bar { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center; margin-bottom: 1rem; }
input, button { font: inherit; padding: .35rem .7rem; border: 1px solid var(--line); border-radius: 4px;
  background: transparent; color: inherit; }
button { cursor: pointer; }
.quiet { margin-top: 2rem; color: var(--soft); }
table { width: 100%; border-collapse: collapse; }
th { text-align: left; font-weight: 600; }
th, td { padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
.time { white-space: nowrap; font-variant-numeric: tabular-nums; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; }
dd { margin: 0; overflow-wrap: anywhere; }
iframe { width: 100%; height: 70vh; border: 1px solid var(--line); background: #fff; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; }
@media (max-width: 40rem) {
  thead { display: none; }
  tr { display: block; padding: .6rem 0; border-bottom: 1px solid var(--line); }
  td { display: block; padding: 0; border: 0; }
}
`;
