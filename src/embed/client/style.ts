/**
 * Adopted, so it works under a policy that forbids inline styles. `all: initial` on the frame keeps the page's styles out;
 * the writing's direction is none of those. A page may set --thousandfold-accent, --thousandfold-font and
 * --thousandfold-headline-font. The minimum heights keep the room that the filled banner takes, so nothing below it
 * moves when the data comes. Words in another direction than the page's keep their own, at the page's side.
 */
const css = `
:host{display:block;container-type:inline-size;--ink:#1c1b18;--soft:#57534a;--ground:#f3efe6;--accent:var(--thousandfold-accent,#0a5c4a);--on:#fff}
[hidden],:host([hidden]){display:none!important}
*{box-sizing:border-box;margin:0}
.frame{all:initial;box-sizing:border-box;position:relative;display:grid;grid-template-columns:minmax(0,1fr);font:400 16px/1.5 var(--thousandfold-font,system-ui,sans-serif);gap:1em 2em;align-content:center;padding:1.25em clamp(1em,4cqi,2.5em);background:var(--ground);color:var(--ink)}
[dir=rtl]{text-align:right}
p,li,a,span{unicode-bidi:plaintext}
.headline{font:600 1.25em/1.25 var(--thousandfold-headline-font,Georgia,serif)}
.goal{display:none}
.inline .goal{display:block;min-height:1.5em;margin-bottom:.25em;font-weight:600}
.top{min-height:23.5em}
.top .copy,.bottom .copy{padding-inline-end:1.75em}
.inline{min-height:40em;gap:1.25em;padding-block:1.75em;border-top:3px solid var(--accent)}
.inline .headline{font-size:1.5em}
.inline .copy{min-height:17em}
.meter.frame{min-height:7.5em}
.signup{min-height:35em}
.gone,.gone~slot,.bottom:not([hidden])~slot{visibility:hidden}
.bottom{position:fixed;z-index:99999;inset:auto 0 0;max-height:75vh;overflow:auto;gap:.75em 2em;padding-block:1em;border-top:3px solid var(--accent)}
.claims{display:grid;gap:.75em;margin-top:1em}
ul{padding:0;list-style:none}
small{display:block;font-size:.8125em;color:var(--soft);font-weight:400}
.meter{font-variant-numeric:tabular-nums}
.line{line-height:1.25;min-height:1.875em}
.count{font:600 1.5em/1.25 var(--thousandfold-headline-font,Georgia,serif)}
.bar{height:.5em;margin:.4em 0;border-radius:9em;overflow:hidden;background:color-mix(in srgb,var(--ink) 16%,var(--ground))}
.fill{width:0;height:100%;background:var(--accent);transition:width .9s}
.foot{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1em;min-height:1.5em;font-size:.875em;color:var(--soft)}
.unseen{position:absolute;clip-path:inset(50%)}
.buttons{display:flex;flex-wrap:wrap;align-items:center;gap:.625em}
a,.primary{flex:1 0 11em;display:inline-flex;align-items:center;justify-content:center;min-height:2.875em;padding:.4em 1.25em;border:1.5px solid var(--accent);border-radius:9em;font-weight:600;line-height:1.2;text-align:center;text-decoration:none}
.primary{background:var(--accent);color:var(--on)}
.quiet{color:var(--accent)}
a:hover{text-decoration:underline}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
[type=button]{padding:0;border:0;background:none;color:var(--ink);font:inherit;cursor:pointer}
.plain{min-height:1.75em;font-size:.875em;text-decoration:underline}
.close{position:absolute;top:.25em;inset-inline-end:.25em;width:2em;height:2em;font-size:1.5em}
.marks{display:flex;gap:.5em}
.marks svg{display:block;width:2.625em;height:1.75em;text-anchor:middle;font:800 11px Arial,sans-serif}
.marks rect{stroke:#b9b4a8}
@container (min-width:480px){.top{min-height:19.5em}.signup{min-height:31em}}
@container (min-width:512px){.inline{min-height:29em}.inline .copy{min-height:10.75em}.inline a{flex:0 1 auto}}
@container (min-width:768px){
.top,.bottom{min-height:13.5em;grid-template-columns:minmax(0,1.5fr) minmax(12em,1fr) 12em;align-items:start;padding-inline-end:3.75em}
.top .copy,.bottom .copy{padding:0}
.top .goal{display:block;min-height:1.5em;margin-top:.4em;color:var(--soft)}
.plain{grid-column:3}
.bottom{min-height:0;align-items:center}
}
@container (min-width:1100px){.top,.bottom{grid-template-columns:3fr 2fr 26em}.top{min-height:10.5em}}
@media (prefers-color-scheme:dark){:host{--ink:#ece9e2;--soft:#aca79c;--ground:#242420;--accent:var(--thousandfold-accent-dark,#74cdb4);--on:#0b1c17}}
@media (prefers-reduced-motion:reduce){.fill{transition:none}}
`;

let shared: CSSStyleSheet | undefined;

/** One sheet for all banners of a page. */
export function sheet(): CSSStyleSheet {
  if (!shared) {
    shared = new CSSStyleSheet();
    shared.replaceSync(css);
  }
  return shared;
}
