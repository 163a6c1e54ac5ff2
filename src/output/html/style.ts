/** Light and dark, screen and paper. Contrast of text is at least 4.5, measured. No attribute of the page carries style. */
const light =
  '--bg:#fff;--card:#f7f6f3;--ink:#1c1b19;--dim:#5f5b54;--line:#dcd8d0;--zone:#f2f6fa;--zl:#b9c8d6;--box:#fff;--link:#0b57a4;--critical:#a40e26;--high:#b34100;--medium:#7a5a00;--low:#1f5fae;--unknown:#6b3fa0;--waived:#5f5b54;--pass:#1b6b3a;--bad:#fdf1f2;--unclear:#fdf6e3;--good:#eef7f0;--amber:#7a5a00';
const dark =
  '--bg:#16181b;--card:#1f2226;--ink:#ecebe8;--dim:#b3b0a9;--line:#3a3e44;--zone:#1b2127;--zl:#4a5866;--box:#23272c;--link:#8cc2ff;--critical:#ff8a8a;--high:#ffb077;--medium:#f2cf5b;--low:#8cc2ff;--unknown:#cfaeff;--waived:#b3b0a9;--pass:#84d6a0;--bad:#2b1c1f;--unclear:#2a2517;--good:#18261d;--amber:#f2cf5b;color-scheme:dark';

const words = ['critical', 'high', 'medium', 'low', 'unknown', 'waived', 'pass'] as const;
const coloured = words
  .map((word) => `.b.${word},.tiles .${word} dd{color:var(--${word})}.box.${word}{border-left-color:var(--${word})}`)
  .join('');

const text = `*{box-sizing:border-box}html{scroll-padding-top:1rem}
body{margin:0 auto;max-width:76rem;padding:1.5rem 1.25rem 4rem;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.55rem;line-height:1.2;margin:0;letter-spacing:-.01em}h2{font-size:1.2rem;line-height:1.3;margin:0 0 .35rem;letter-spacing:-.005em}h3{font-size:1rem;line-height:1.35;margin:0;display:inline}h4{font-size:.85rem;margin:0 0 .25rem}
p{margin:.25rem 0}ul{margin:0;padding:0;list-style:none}code,pre{font:.86em/1.5 ui-monospace,SFMono-Regular,Consolas,monospace}a{color:var(--link)}small{font-size:.8rem}
main>section{margin-top:2.5rem}.dim,.lead,small{color:var(--dim)}.lead{max-width:46rem;margin-bottom:.9rem}.n{color:var(--dim);font-weight:400}.note{padding:.5rem .75rem;border-left:3px solid var(--amber);background:var(--unclear)}
.sr,.skip:not(:focus){position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}.skip:focus{position:fixed;z-index:1;padding:.5rem 1rem;background:var(--bg)}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:3px}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin-top:.75rem}
.b{font-size:.8rem;font-weight:600;white-space:nowrap}.b.new{color:var(--link);border:1px solid;border-radius:3px;padding:0 .3rem}.bs{display:inline-flex;flex-wrap:wrap;gap:0 .6rem}
`;

const verdict = `.verdict{margin-top:1.25rem!important;padding:1.1rem 1.25rem;border:1px solid var(--line);border-left:6px solid;border-radius:6px}
.verdict.bad{background:var(--bad);border-left-color:var(--critical)}.verdict.unclear{background:var(--unclear);border-left-color:var(--amber)}.verdict.good{background:var(--good);border-left-color:var(--pass)}
.word{display:inline-block;margin-right:.4rem}.bad .word{color:var(--critical)}.unclear .word{color:var(--amber)}.good .word{color:var(--pass)}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(6.2rem,1fr));gap:.6rem;margin:.9rem 0}.tiles div{display:flex;flex-direction:column-reverse;background:var(--bg);border:1px solid var(--line);border-radius:5px;padding:.4rem .65rem}.tiles dt{color:var(--dim);font-size:.8rem}.tiles dd{margin:0;font-size:1.45rem;line-height:1.2;font-weight:600;font-variant-numeric:tabular-nums}.tiles .zero dd{color:var(--dim);font-weight:400}.exit{margin-bottom:0}
`;

const picture = `.wl{margin:0 0 1.25rem}.wl>summary,.f>summary,.all>summary{cursor:pointer}.vpc{margin-top:.6rem;border:2px solid var(--zl);border-radius:8px;padding:.7rem .9rem .9rem;overflow-x:auto}
.map,.map tbody,.map thead{display:block}.map caption{display:block;text-align:left;margin-bottom:.5rem}.net{margin-right:1.5rem}.net a,.net .bs{margin-left:.6rem}
.map tr{display:grid;grid-template-columns:9.5rem;grid-auto-flow:column;grid-auto-columns:minmax(9rem,1fr);column-gap:.6rem}.map th{text-align:left;font-weight:600;font-size:.85rem}
.map tbody tr>*{padding:.55rem .5rem;border-top:1px solid var(--line)}.map tbody th{padding-left:0;font-weight:500;color:var(--dim)}.map tbody th small{display:block}
.map td:not(:first-child){background:var(--zone);border-inline:1px dashed var(--zl)}.map thead th{padding:.35rem .5rem;background:var(--zone);border:1px dashed var(--zl);border-bottom:0;border-radius:6px 6px 0 0}.map tbody tr:last-child td{border-bottom:1px dashed var(--zl);border-radius:0 0 6px 6px}
.map ul{display:grid;gap:.4rem}.map th ul{margin-top:.35rem}.box{min-height:4.5rem;padding:.35rem .55rem;border:1px solid var(--line);border-left:4px solid var(--zl);border-radius:4px;background:var(--box);display:flex;flex-direction:column;color:var(--ink);font-size:.85rem;line-height:1.35}
td .box>b{white-space:nowrap;overflow:hidden;text-overflow:ellipsis}.box.gone{border:1px dashed var(--zl);background:none;color:var(--dim);justify-content:center;align-items:center;font-size:.8rem}.box.blank{visibility:hidden}.sub{font-size:.8rem;line-height:1.4}.sub a{display:block}
.beside{margin:.6rem 0 0}.beside ul{display:flex;flex-wrap:wrap;gap:.15rem 1.5rem;font-size:.9rem}
`;

const findings = `.filters{display:flex;flex-wrap:wrap;gap:.5rem 1.25rem;align-items:center;margin:.5rem 0 1rem;padding:.6rem .9rem;background:var(--card);border:1px solid var(--line);border-radius:6px;font-size:.9rem}.filters fieldset{border:0;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.1rem .9rem}.filters legend{float:left;padding:.1rem 0 0;margin-right:.8rem}.filters select,.filters input[type=search],.filters button{font:inherit;color:inherit;background:var(--bg);border:1px solid var(--dim);border-radius:4px;padding:.15rem .4rem;max-width:17rem}.filters output{color:var(--dim)}
@supports not selector(:has(a)){.filters{display:none}}
.g{margin:0 -.4rem 1.1rem;padding:.2rem .4rem;content-visibility:auto;contain-intrinsic-size:auto 20rem}.g>header{margin-bottom:.4rem}.g>header h3{margin-left:.5rem}.why{max-width:52rem;margin:0}.g>header .dim{font-size:.88rem;margin:0}
.f{border:1px solid var(--line);border-bottom:0;content-visibility:auto;contain-intrinsic-size:auto 2.6rem}.f:last-child{border-bottom:1px solid var(--line)}.f>summary{padding:.45rem .8rem}.f>summary:focus-visible{outline-offset:-3px}.f>summary:hover{background:var(--card)}.says{display:block;padding-left:1.05rem}.f.line{margin:0;padding:.45rem .8rem}
dl{margin:0}.f>dl{padding:.3rem .8rem .8rem 1.85rem;display:grid;grid-template-columns:7.5rem minmax(0,1fr);gap:.35rem .8rem;font-size:.93rem}.f dt,.causes dt{color:var(--dim)}dd{margin:0}pre code{font-size:1em}pre{margin:0 0 .3rem;padding:.5rem .7rem;background:var(--card);border:1px solid var(--line);border-radius:4px;overflow-x:auto;white-space:pre-wrap}
.f:has(:target),.rows li:target,.all li:target,.f dd :target{outline:2px solid var(--link);outline-offset:-2px}
.causes>li{border:1px solid var(--line);border-left:4px solid var(--unknown);border-radius:4px;padding:.6rem .9rem;margin-bottom:.6rem}.causes dl{display:grid;grid-template-columns:5rem minmax(0,1fr);gap:.1rem .8rem;font-size:.9rem;margin-top:.3rem}.cure{font-weight:500}.rule{display:inline-block;margin-right:.6rem}.causes dd p{margin:0}
.rows li,.all li{padding:.4rem 0;border-bottom:1px solid var(--line)}.all>summary{padding:.3rem 0}.all h3{display:block;margin:1rem 0 .25rem}
.wide{overflow-x:auto;margin:.6rem 0 1rem}.wide table{border-collapse:collapse;width:100%;font-size:.88rem;overflow-wrap:normal}.wide caption{text-align:left;font-weight:600;padding:.2rem 0}.wide th,.wide td{text-align:left;vertical-align:top;padding:.35rem .7rem .35rem 0;border-bottom:1px solid var(--line);min-width:4rem}.wide tbody th{font-weight:400}.wide p{margin:0;min-width:14rem}
`;

const narrow = `@media(max-width:46rem){body{padding:1rem .8rem 3rem}.f>dl,.causes dl{grid-template-columns:minmax(0,1fr);gap:.1rem;padding-left:.8rem}.f dd{margin-bottom:.5rem}.map thead{display:none}.map tr{grid-template-columns:minmax(0,1fr);grid-auto-flow:row;row-gap:.4rem}.map tbody th,.map tbody td,.map tbody td:not(:first-child){border:0;padding:.35rem .5rem}.map tbody th{padding:.5rem 0 0;border-top:1px solid var(--line)}.map td[data-zone]::before{content:attr(data-zone);font-size:.8rem;color:var(--dim)}.map td:empty{display:none}.box{min-height:0}.box.blank{display:none}.filters select{max-width:100%}}
`;

const paper = `@media print{body{max-width:none;padding:0;font-size:10pt}.filters,nav,.skip{display:none}.wl,.box,.causes>li,.verdict,tr{break-inside:avoid}h2,h3,.g>header{break-after:avoid}.f,.g{content-visibility:visible}details::details-content{content-visibility:visible;height:auto}details>summary{list-style:none}.verdict,.map td,.map th,.box,.b{print-color-adjust:exact}.vpc,.wide{overflow:visible}a{color:inherit;text-decoration:none}}`;

export const style = `:root{color-scheme:light;${light}}@media screen and (prefers-color-scheme:dark){:root{${dark}}}
${text}${verdict}${picture}${coloured}${findings}${narrow}${paper}`;
