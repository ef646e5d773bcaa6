// Finds in the index of the site, which find.js hands over: words by their
// beginning and without endings, Chinese, Japanese and Korean anywhere in a text.
(function () {
  'use strict';
  var at = window.ententeBox, input = at.input, kinds, rows, ready = false;
  var panel = document.createElement('div'), says = document.createElement('p');
  panel.className = 'found';
  panel.hidden = true;
  says.setAttribute('role', 'status');
  at.box.appendChild(panel);

  var eastAsian = /[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]/;
  // Small letters without accents; й is и and ё is е so, while 가 and が stay whole.
  function fold(s) {
    return s.normalize('NFKC').toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').normalize('NFC').replace(/[\u2019']/g, '');
  }
  function spaced(s) { return ' ' + fold(s).replace(/[^\p{L}\p{N}]+/gu, ' ').trim() + ' '; }
  var russian = /(иями|ями|ами|иеи|ием|иях|ого|его|ому|ему|ыми|ими|ов|ев|еи|ии|ию|ие|ия|ыи|ои|ая|яя|ое|ее|ую|юю|ых|их|ам|ям|ах|ях|ом|ем|ью|а|я|о|е|ы|и|у|ю|ь)$/;
  var particle = /(에서|으로|에게|까지|부터|은|는|이|가|을|를|의|에|와|과|도|로)$/;
  function stem(w) {
    if (w.length < 4) return w;
    if (/[\u0400-\u04ff]/.test(w)) return w.replace(russian, '').length > 2 ? w.replace(russian, '') : w;
    var s = w.replace(/(ies|ied|y)$/, 'i').replace(/(ings|ing|ed|es|e|s)$/, '');
    return s.length > 2 ? s.replace(/i$/, '') : w;
  }
  // How well a word stands in a text: as a word, as its beginning, as its stem.
  function weigh(text, t) {
    if (t.east) {
      if (text.indexOf(t.word) >= 0) return 6;
      if (t.bare && text.indexOf(t.bare) >= 0) return 5;
      // Most of its pairs of letters: a particle may stand between its words.
      var met = t.pairs.filter(function (p) { return text.indexOf(p) >= 0; }).length;
      return t.pairs.length > 1 && met >= Math.ceil(0.6 * t.pairs.length) ? 3 : 0;
    }
    if (text.indexOf(' ' + t.word + ' ') >= 0) return 8;
    if (text.indexOf(' ' + t.word) >= 0) return 6;
    return text.indexOf(' ' + t.stem) >= 0 ? 4 : 0;
  }
  function termsOf(q) {
    return spaced(q).trim().split(' ').filter(Boolean).map(function (w) {
      var t = { word: w, stem: stem(w), east: eastAsian.test(w), pairs: [] };
      if (t.east) {
        t.bare = w.length > 2 && particle.test(w) ? w.replace(particle, '') : '';
        for (var n = 0; n + 2 <= w.length; n++) t.pairs.push(w.slice(n, n + 2));
      }
      return t;
    });
  }
  function find(q) {
    var terms = termsOf(q), out = [];
    if (!terms.length) return out;
    rows.forEach(function (r, n) {
      var sum = 0;
      for (var i = 0; i < terms.length; i++) {
        var s = 2 * weigh(r.title, terms[i]) || weigh(r.also, terms[i]);
        if (!s) return;
        sum += s;
      }
      out.push({ row: r, score: sum / terms.length, n: n });
    });
    return out.sort(function (a, b) { return b.score - a.score || a.n - b.n; });
  }

  var few = 6;
  function link(hit) {
    var li = document.createElement('li'), a = document.createElement('a');
    a.href = at.root + hit.row.href;
    a.textContent = hit.row.name;
    if (hit.row.lang) a.lang = hit.row.lang;
    if (hit.row.mark) a.appendChild(document.createElement('span')).textContent = ' (' + hit.row.mark + ')';
    li.appendChild(a);
    return li;
  }
  function show() {
    if (!ready) return;
    var q = input.value.trim();
    panel.textContent = '';
    panel.hidden = !q;
    if (!q) return;
    var hits = find(q), groups = [];
    says.textContent = hits.length ? at.say('%s found').replace('%s', hits.length) : at.say('Nothing found for “%s”.').replace('%s', function () { return q; });
    panel.appendChild(says);
    hits.forEach(function (h) {
      var g = groups.filter(function (x) { return x.kind === h.row.kind; })[0];
      if (!g) groups.push(g = { kind: h.row.kind, hits: [] });
      g.hits.push(h);
    });
    groups.forEach(function (g) {
      var p = document.createElement('p'), ul = document.createElement('ul');
      p.className = 'kind';
      p.textContent = kinds[g.kind] + ' (' + g.hits.length + ')';
      panel.appendChild(p);
      g.hits.slice(0, few).forEach(function (h) { ul.appendChild(link(h)); });
      panel.appendChild(ul);
      if (g.hits.length > few) {
        var more = document.createElement('button');
        more.type = 'button';
        more.textContent = at.say('All %s').replace('%s', g.hits.length);
        more.addEventListener('click', function () {
          var rest = g.hits.slice(few, 200).map(link);
          rest.forEach(function (li) { ul.appendChild(li); });
          more.remove();
          rest[0].firstChild.focus();
        });
        panel.appendChild(more);
      }
    });
    var all = document.createElement('p'), a = document.createElement('a');
    a.href = at.all;
    a.textContent = at.say('All pages');
    all.appendChild(a);
    panel.appendChild(all);
  }
  window.ententeFind = function (index) {
    kinds = index.kinds;
    rows = index.rows.map(function (r) { return { kind: r[0], href: r[1], name: r[2], lang: r[3], title: spaced(r[2]), also: spaced(r[4]), mark: r[5] }; });
    ready = true;
    show();
  };

  function shut() {
    panel.hidden = true;
  }
  input.addEventListener('input', show);
  input.addEventListener('focus', show);
  at.box.addEventListener('keydown', function (e) {
    var stops = [input].concat(Array.prototype.slice.call(panel.querySelectorAll('a, button'))), now = stops.indexOf(document.activeElement);
    if (e.key === 'Escape' && !panel.hidden) {
      input.focus();
      shut();
    } else if (e.key === 'ArrowDown' && !panel.hidden && now + 1 < stops.length) {
      stops[now + 1].focus();
    } else if (e.key === 'ArrowUp' && now > 0) {
      stops[now - 1].focus();
    } else if (e.key === 'Enter' && document.activeElement === input && !panel.hidden && panel.querySelector('li a')) {
      panel.querySelector('li a').click();
    } else {
      return;
    }
    e.preventDefault();
  });
  document.addEventListener('click', function (e) { if (!at.box.contains(e.target)) shut(); });
  at.box.addEventListener('focusout', function (e) { if (e.relatedTarget && !at.box.contains(e.relatedTarget)) shut(); });
})();
