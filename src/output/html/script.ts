/** Adds a search, a count and a button to the filters. The page is complete without it, and most places it is opened in forbid it. */
export const script = `(()=>{
const all=[...document.querySelectorAll('.f')],q=document.getElementById('q'),count=document.getElementById('count'),open=document.getElementById('open');
if(!q)return;
for(const e of document.querySelectorAll('.script'))e.hidden=false;
let texts,timer;
const tell=()=>{count.textContent=all.filter(f=>f.checkVisibility()).length+' of '+all.length+' shown'};
const search=()=>{
const words=q.value.toLowerCase().split(/\\s+/).filter(Boolean);
texts??=all.map(f=>(f.parentElement.firstElementChild.textContent+' '+f.textContent).toLowerCase());
all.forEach((f,i)=>{f.hidden=!words.every(w=>texts[i].includes(w))});
for(const g of document.querySelectorAll('.g'))g.hidden=!g.querySelector('.f:not([hidden])');
tell()};
q.addEventListener('input',()=>{clearTimeout(timer);timer=setTimeout(search,150)});
document.querySelector('.filters').addEventListener('change',()=>{clearTimeout(timer);timer=setTimeout(tell,150)});
document.querySelector('.filters').addEventListener('submit',e=>e.preventDefault());
open.addEventListener('click',()=>{const o=open.textContent==='Open all';for(const f of all)if(f.checkVisibility())f.open=o;open.textContent=o?'Close all':'Open all'});
})()`;
