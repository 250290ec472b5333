/**
 * Adopted, so it works under a policy that forbids inline styles. `all: initial` on the frame keeps the page's styles out.
 * A page may set --thousandfold-accent, --thousandfold-font and --thousandfold-headline-font.
 * The minimum heights keep the room that the filled banner takes, so nothing below it moves when the data comes.
 */
const css = `
:host{display:block;container-type:inline-size;
--ink:#1c1b18;--soft:#57534a;--ground:#f3efe6;--line:#878175;--accent:var(--thousandfold-accent,#0a5c4a);--on:#fff;
}
:host([hidden]){display:none}
*{box-sizing:border-box;margin:0}
.frame{all:initial;box-sizing:border-box;position:relative;display:grid;grid-template-columns:minmax(0,1fr);font:400 16px/1.5 var(--thousandfold-font,system-ui,sans-serif);gap:1em 2em;align-content:center;padding:1.25em clamp(1em,4cqi,2.5em);background:var(--ground);color:var(--ink)}
.headline{font:600 1.25em/1.25 var(--thousandfold-headline-font,Georgia,serif);letter-spacing:-.01em;text-wrap:balance}
.goal{display:none}
.article .goal{display:block;min-height:1.5em;margin-bottom:.25em;font-weight:600}
.top{min-height:20.25em}
.top .headline{min-height:3.75em;padding-right:1.5em}
.article{min-height:38.75em;gap:1.25em;padding-block:1.75em;border-top:3px solid var(--accent)}
.article .headline{font-size:1.5em}
.article .copy{min-height:17em}
.claims{display:grid;gap:.75em;padding:0;margin-top:1em;list-style:none}
.claims li{line-height:1.45}
small{display:block;font-size:.8125em;color:var(--soft)}
.meter{visibility:hidden;font-variant-numeric:tabular-nums}
.ready .meter{visibility:visible}
.line{line-height:1.25;min-height:1.875em}
.count{font:600 1.5em/1.25 var(--thousandfold-headline-font,Georgia,serif)}
.bar{height:.5em;margin:.4em 0;border-radius:9em;overflow:hidden;background:color-mix(in srgb,var(--ink) 16%,var(--ground))}
.fill{width:0;height:100%;border-radius:9em;background:var(--accent);transition:width .9s cubic-bezier(.2,.7,.2,1)}
.foot{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1em;min-height:1.5em;font-size:.875em;color:var(--soft)}
.buttons{display:flex;flex-wrap:wrap;gap:.625em}
a{flex:1 1 auto;display:inline-flex;align-items:center;justify-content:center;min-height:2.875em;padding:.4em 1.25em;border:1.5px solid var(--accent);border-radius:9em;font-weight:600;line-height:1.2;text-align:center;text-decoration:none}
.primary{background:var(--accent);color:var(--on)}
.quiet{color:var(--accent)}
a:hover{text-decoration:underline}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.close{position:absolute;top:.25em;right:.25em;width:2.75em;height:2.75em;padding:.9em;border:0;border-radius:50%;background:none;color:var(--ink);cursor:pointer}
svg{display:block}
.close path{fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round}
.marks{display:flex;gap:.5em;padding:0;list-style:none}
.marks svg{width:2.625em;height:1.75em}
@container (min-width:768px){
.top{min-height:10.75em;grid-template-columns:minmax(0,1.5fr) minmax(12em,1fr) auto;align-items:start;padding-right:3.75em}
.top .headline{min-height:0;padding:0}
.top .buttons{flex-direction:column}
.top .goal{display:block;min-height:1.5em;margin-top:.4em;color:var(--soft)}
}
@container (min-width:900px){.top{min-height:9em}}
@container (min-width:480px) and (max-width:767px){.top{min-height:16.75em}}
@container (min-width:512px){.article{min-height:29em}.article .copy{min-height:10.75em}.article a{flex:0 1 auto}}
@media (prefers-color-scheme:dark){:host{--ink:#ece9e2;--soft:#aca79c;--ground:#242420;--line:#868177;--accent:var(--thousandfold-accent-dark,#74cdb4);--on:#0b1c17}}
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
