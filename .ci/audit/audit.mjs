// Holds a built site against tools that know nothing of it, and prints what each
// found: node audit.mjs SITE [CHECK...]. It ends with 1 where one found anything.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import puppeteer from 'puppeteer-core';

const [site, ...only] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const files = readdirSync(site, { recursive: true, withFileTypes: true })
  .filter(e => e.isFile()).map(e => path.relative(site, path.join(e.parentPath ?? e.path, e.name)).split(path.sep).join('/')).sort();
const pages = files.filter(f => f.endsWith('.html'));
const read = f => readFileSync(path.join(site, f), 'utf8');

// A few pages of each kind: all of the top folder, and of each other folder the
// largest two of each first word of a name.
const kinds = (() => {
  const by = {};
  for (const p of pages) {
    const dir = path.posix.dirname(p);
    const kind = dir === '.' ? p : dir + '/' + (dir === 'by' ? path.posix.basename(p).split('-')[0] : p.split('.').length > 2 ? 'translated' : '');
    (by[kind] ??= []).push(p);
  }
  return Object.values(by).flatMap(l => l.sort((a, b) => read(b).length - read(a).length).slice(0, 2));
})();

let failed = false;
async function check(name, run) {
  if (only.length && !only.includes(name)) return;
  const start = Date.now(), found = await run();
  console.log(`${name}: ${found.length} found, ${Math.round((Date.now() - start) / 1000)} s`);
  for (const f of found.slice(0, 20)) console.log('  ' + String(f).replace(/\s+/g, ' ').slice(0, 240));
  if (found.length) failed = true;
}

await check('html', () => {
  const jar = path.join(path.dirname(require.resolve('vnu-jar/package.json')), 'build/dist/vnu.jar');
  const r = spawnSync('java', ['-Xss4m', '-jar', jar, '--skip-non-html', '--format', 'json', site], { encoding: 'utf8', maxBuffer: 1 << 28 });
  return JSON.parse(r.stderr).messages
    .filter(m => !/Content Security Policy \(meta tag\)/.test(m.message)) // it cannot know what 'self' is in a folder
    .map(m => `${m.url}:${m.lastLine} ${m.message}`);
});

await check('links', () => {
  const text = s => s.replace(/&amp;/g, '&').replace(/&#39;/g, "'").replace(/&#34;|&quot;/g, '"');
  const ids = Object.fromEntries(pages.map(p => [p, new Set([...read(p).matchAll(/\sid="([^"]*)"/g)].map(m => text(m[1])))]));
  return pages.flatMap(p => [...read(p).matchAll(/\s(?:href|src)="([^"]*)"/g)].map(m => text(m[1])).filter(u => {
    if (/^[a-z][a-z0-9+.-]*:/i.test(u)) return false;
    const [to, id] = u.split('#'), file = to ? path.posix.join(path.posix.dirname(p), decodeURIComponent(to)) : p;
    return !files.includes(file) || (id && !ids[file]?.has(decodeURIComponent(id)));
  }).map(u => `${p} leads to ${u}`));
});

await check('weight', () => {
  const small = ['index.html', 'site.css', 'site.js', 'agenda.js'].filter(f => files.includes(f)).reduce((n, f) => n + gzipSync(readFileSync(path.join(site, f))).length, 0);
  return small > 60e3 ? [`the home page weighs ${small} bytes compressed, without pictures and fonts`] : [];
});

// The browser gets the site over HTTP, its fonts late.
const late = { ms: 0 };
const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.woff2': 'font/woff2', '.svg': 'image/svg+xml', '.png': 'image/png' };
let fonts = 0;
const server = http.createServer((q, r) => {
  const f = path.join(site, decodeURIComponent(new URL(q.url, 'http://x').pathname));
  if (!existsSync(f)) return r.writeHead(404).end();
  const body = readFileSync(f), font = f.endsWith('.woff2');
  if (font) fonts += body.length;
  setTimeout(() => r.writeHead(200, { 'content-type': types[path.extname(f)] ?? 'application/octet-stream', 'cache-control': 'no-store' }).end(body), font ? late.ms : 0);
});
await new Promise(r => server.listen(0, '127.0.0.1', r));
const base = `http://127.0.0.1:${server.address().port}/`;
const url = p => base + p.split('/').map(encodeURIComponent).join('/');
const chrome = process.env.CHROME ?? ['chromium', 'chromium-browser', 'google-chrome'].flatMap(n => process.env.PATH.split(':').map(d => path.join(d, n))).find(existsSync);
const browser = await puppeteer.launch({ executablePath: chrome, args: ['--no-sandbox'], protocolTimeout: 600e3 });

async function look(width, run) {
  const out = [];
  for (const f of kinds) {
    const context = await browser.createBrowserContext(), page = await context.newPage();
    page.on('pageerror', e => out.push(`${f}: ${e}`));
    await page.setViewport({ width, height: width < 500 ? 844 : 900, isMobile: width < 500, hasTouch: width < 500 });
    await page.setBypassCSP(true);
    out.push(...(await run(page, f)).map(x => `${f} at ${width}: ${x}`));
    await context.close();
  }
  return out;
}
const widths = [320, 390, 768, 1440];

await check('axe', async () => {
  const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'), out = [];
  for (const width of widths) out.push(...await look(width, async (page, f) => {
    const found = [];
    await page.goto(url(f));
    await page.evaluate(axe);
    for (const scheme of ['light', 'dark']) {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      found.push(...await page.evaluate(async scheme => {
        const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
        const r = await axe.run(document, { resultTypes: ['violations'], runOnly: scheme === 'light' ? { type: 'tag', values: tags } : { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } });
        return r.violations.flatMap(v => v.nodes.slice(0, 2).map(n => `${scheme} ${v.id} (${v.nodes.length}): ${n.html.slice(0, 120)}`));
      }, scheme));
    }
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) found.push(`${over} px too wide`);
    return found;
  }));
  return out;
});

await check('shift', async () => {
  late.ms = 1000;
  const out = [];
  for (const width of [390, 1440]) out.push(...await look(width, async (page, f) => {
    await page.evaluateOnNewDocument(() => {
      globalThis.shifted = 0;
      new PerformanceObserver(l => l.getEntries().forEach(e => e.hadRecentInput || (globalThis.shifted += e.value))).observe({ type: 'layout-shift', buffered: true });
    });
    fonts = 0;
    await page.goto(url(f), { waitUntil: 'load' });
    await new Promise(r => setTimeout(r, late.ms + 1000));
    const by = await page.evaluate(() => globalThis.shifted);
    return [...by > 0.05 ? [`it shifts by ${by.toFixed(3)}`] : [], ...fonts > 160e3 ? [`its fonts weigh ${fonts} bytes`] : []];
  }));
  late.ms = 0;
  return out;
});

await check('print', () => look(718, async (page, f) => {
  await page.emulateMediaType('print');
  await page.goto(url(f), { waitUntil: 'networkidle0' });
  const found = await page.evaluate(() => { // what is printed on what
    const all = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT), boxes = [], out = [];
    while (all.nextNode()) {
      const n = all.currentNode, r = document.createRange();
      if (!n.data.trim() || n.parentElement.closest('svg') || !n.parentElement.checkVisibility()) continue;
      r.selectNodeContents(n);
      boxes.push({ words: n.data.trim().slice(0, 30), rects: [...r.getClientRects()].filter(b => b.width > 2) });
    }
    boxes.forEach((a, i) => boxes.slice(i + 1, i + 5).forEach(b => {
      if (out.length < 3 && a.rects.some(x => b.rects.some(y => Math.min(x.right, y.right) - Math.max(x.left, y.left) > 4 && Math.min(x.bottom, y.bottom) - Math.max(x.top, y.top) > 6))) out.push(`“${b.words}” lies on “${a.words}”`);
    }));
    return out;
  });
  const pdf = Buffer.from(await page.pdf({ format: 'A4', tagged: true, timeout: 300e3, margin: { top: '18mm', bottom: '18mm', left: '18mm', right: '18mm' } }));
  const sheets = spawnSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8', maxBuffer: 1 << 28 }).stdout.split('\f').slice(0, -1);
  sheets.forEach((s, n) => {
    const lines = s.split('\n').filter(l => l.trim()).length;
    if (n > 0 && n === sheets.length - 1 && s.trim().length < 60) found.push(`the last of ${sheets.length} sheets holds ${lines} lines`);
  });
  // Chromium prints the system's Chinese, Japanese and Korean fonts as Type 3 where
  // their outlines are not TrueType; ours are held.
  const theirs = await page.evaluate(() => /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]/.test(document.body.innerText));
  if (!theirs && spawnSync('pdffonts', ['-'], { input: pdf, encoding: 'utf8' }).stdout.includes('Type 3')) found.push('letters are printed as Type 3');
  return found;
}));

await browser.close();
server.close();
process.exit(failed ? 1 : 0);
