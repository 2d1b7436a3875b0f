for(const t of document.querySelectorAll("table.sortable"))t.querySelectorAll("th button").forEach((b,i)=>b.onclick=()=>{
const h=b.parentNode,s=h.ariaSort=="descending"?1:-1,v=r=>(c=>c.dataset.v?+c.dataset.v:c.textContent)(r.cells[i]),B=t.tBodies[0];
t.querySelectorAll("th").forEach(o=>o.removeAttribute("aria-sort"));h.ariaSort=s>0?"ascending":"descending";
[...B.rows].sort((p,q)=>(p=v(p),q=v(q),s*(p>q?1:p<q?-1:0))).forEach(r=>B.append(r))})
