/** Colors of a dark ground. */
export const DARK =
	'--ink:var(--color-text-primary,#e8eaee);--soft:var(--color-text-secondary,#a7afbd);--paper:var(--color-background-primary,#1e2228);--wall:var(--color-background-secondary,#14171b);--line:var(--color-border-primary,#424a57);--act:var(--color-text-info,#7ab0ff);--on-act:#0b1a30;--good:var(--color-text-success,#6fd19a);--warn:var(--color-text-warning,#f0b860);--bad:var(--color-text-danger,#ff8a80);--one:#8f8bff;--two:#4a4f86';

/**
 * One look for cards and the page: the host's colors and fonts where it gives them, else our own, light
 * and dark. `color-scheme` is not set in a card: a frame that has another one than its host gets an
 * opaque ground. Nothing depends on the height of the window, which in a host is that of the content.
 */
export const STYLE = `
:root{--ink:var(--color-text-primary,#1c1f23);--soft:var(--color-text-secondary,#5a6270);--paper:var(--color-background-primary,#fff);--wall:var(--color-background-secondary,#f2f4f7);--line:var(--color-border-primary,#d5dae2);--act:var(--color-text-info,#0a5cd6);--on-act:#fff;--good:var(--color-text-success,#0b6b3a);--warn:var(--color-text-warning,#8a5300);--bad:var(--color-text-danger,#b3261e);--one:#4f46e5;--two:#9aa5f5}
:root[data-theme=dark]{${DARK}}
*{box-sizing:border-box}
html{background:var(--paper)}
body{margin:0;background:var(--paper);color:var(--ink);font:var(--font-text-md-size,.9375rem)/1.45 var(--font-sans,system-ui,sans-serif);overflow-wrap:anywhere}
.card{padding:1rem;max-width:60rem;margin:0 auto}
header{margin-bottom:.75rem}
h1{font-size:1.25rem;line-height:1.25;margin:0}
h2{font-size:.95rem;margin:1.1rem 0 .4rem}
p{margin:.4rem 0}
ul,ol{margin:.25rem 0;padding-left:1.2rem}
a{color:var(--act)}
.soft,small{color:var(--soft)}
small{font-size:.85em}
footer{margin-top:1rem;font-size:.85em}
.row{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center}
.badge{display:inline-block;padding:.05rem .45rem;border:1px solid var(--line);border-radius:1rem;font-size:.8em;white-space:nowrap}
.good{color:var(--good)}.warn{color:var(--warn)}.bad{color:var(--bad)}
.notice{display:flex;gap:.6rem;margin:.5rem 0;padding:.6rem .8rem;border:1px solid var(--line);border-left:4px solid currentColor;border-radius:var(--border-radius-md,.5rem)}
.notice>div{color:var(--ink);min-width:0;flex:1}
.mark{font-weight:700}
.scroll{overflow-x:auto;max-width:100%}
table{border-collapse:collapse;width:100%;font-size:.95em}
th,td{text-align:left;padding:.35rem .6rem .35rem 0;border-bottom:1px solid var(--line);vertical-align:top}
th{color:var(--soft);font-weight:500;font-size:.85em}
td{min-width:4.5rem}td:first-child{overflow-wrap:normal}
th.number,td.number{text-align:right;padding-right:1.2rem}
dl{display:grid;gap:.35rem;margin:.5rem 0}
dl>div{display:grid;grid-template-columns:minmax(6rem,11rem) 1fr;gap:.75rem}
dt{color:var(--soft)}dd{margin:0;white-space:pre-wrap}
details{margin:.75rem 0}summary{cursor:pointer;font-weight:600;padding:.35rem 0}
.timeline{list-style:none;padding:0}
.timeline li{display:grid;grid-template-columns:6.5rem 1fr;gap:.75rem;padding:.3rem 0;border-bottom:1px solid var(--line)}
time{color:var(--soft);font-size:.85em}
button,.button{min-height:2.6rem;padding:.45rem .9rem;border:1px solid var(--line);border-radius:var(--border-radius-md,.5rem);background:var(--paper);color:var(--ink);font:inherit;cursor:pointer;text-decoration:none}
button.main{background:var(--act);border-color:var(--act);color:var(--on-act);font-weight:600}
button.bad{border-color:currentColor}
button[disabled]{opacity:.5;cursor:default}
input,textarea,select{width:100%;padding:.5rem;border:1px solid var(--line);border-radius:var(--border-radius-md,.5rem);background:var(--wall);color:var(--ink);font:inherit}
label{display:block;margin:.5rem 0 .15rem}
:focus-visible{outline:3px solid var(--act);outline-offset:2px}
svg{display:block;width:100%;height:auto;max-width:45rem}
svg text{fill:var(--ink);font-size:13px}svg .soft{fill:var(--soft)}svg .one{fill:var(--one)}svg .two{fill:var(--two)}svg .line{fill:none;stroke:var(--one);stroke-width:2}svg .axis{stroke:var(--line)}svg .edge{stroke:var(--line);stroke-width:1.5}
pre{white-space:pre-wrap;margin:.5rem 0;padding:.6rem;background:var(--wall);border-radius:.5rem;font-size:.85em}
@media(max-width:34rem){.card{padding:.75rem}.timeline li,dl>div{grid-template-columns:1fr;gap:.1rem}.row button{flex:1 1 8rem}}
@media(prefers-reduced-motion:no-preference){button{transition:opacity .1s}}
`.trim();
