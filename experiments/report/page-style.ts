/** Style of figures, on a page or as a file of their own. */
export const FIGURE_STYLE = `svg text{font:11px system-ui,sans-serif;fill:#444}.axis{stroke:#777}`;

/** Style of reports that are one page: no script, no font, no network. */
export const PAGE_STYLE = `body{font:15px/1.5 system-ui,sans-serif;color:#222;background:#fff;margin:0}main{max-width:1040px;margin:0 auto;padding:1.5rem}
h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem;border-bottom:1px solid #ccc}h3{font-size:1rem;margin:.8rem 0 0}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}th,td{padding:.15rem .7rem .15rem 0;text-align:right}th:first-child,td:first-child,.words{text-align:left}
thead th{border-bottom:1px solid #999}.scroll{overflow:auto;max-height:30rem}.plots{display:flex;flex-wrap:wrap;gap:1rem}
svg{max-width:100%;height:auto}${FIGURE_STYLE}.warn{background:#fff4e5;border-left:4px solid #b35806;padding:.4rem .8rem}figure{margin:0}figcaption{font-size:.9rem}`;
