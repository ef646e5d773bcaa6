// Opens the fold that a link leads into, shuts menus, brings the search box and
// hands out what charts and tables show. Pages work without.
(function () {
  'use strict';
  var root = document.currentScript.src.replace(/site\.js.*$/, '');
  // The words of scripts, where what is around the page is in another language.
  var own = JSON.parse(document.body.getAttribute('data-words') || '{}');
  function say(english) { return own[english] || english; }

  function make(name, text, parent) {
    var e = document.createElement(name);
    if (text) e.textContent = text;
    if (parent) parent.appendChild(e);
    return e;
  }
  function button(text, parent, act) {
    var b = make('button', text, parent);
    b.type = 'button';
    b.addEventListener('click', act);
    return b;
  }

  // A link to a row opens what the row is folded into.
  function unfold() {
    var row;
    try {
      row = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch (e) {
      return; // an address that is badly escaped leads nowhere
    }
    var opened = false;
    for (var fold = row && row.closest('details'); fold; fold = fold.parentElement.closest('details')) {
      if (!fold.open) fold.open = opened = true;
    }
    if (opened) row.scrollIntoView();
  }
  unfold();
  window.addEventListener('hashchange', unfold);

  // One menu is open at a time, and shuts by Escape and by a click beside it; what the
  // menu of the header opens stands beside it.
  var menus = Array.prototype.slice.call(document.querySelectorAll('.filters details, header .menu'));
  menus.forEach(function (menu) {
    menu.addEventListener('toggle', function () {
      if (menu.open) menus.forEach(function (other) { if (other !== menu) other.open = false; });
    });
  });
  document.addEventListener('click', function (e) {
    menus.forEach(function (menu) { if (!(menu.closest('header') || menu).contains(e.target)) menu.open = false; });
  });
  document.addEventListener('keydown', function (e) {
    var open = e.key === 'Escape' && !e.defaultPrevented && menus.filter(function (m) { return m.open; })[0];
    if (!open) return;
    open.open = false;
    open.querySelector('summary').focus();
  });

  // The search box takes the place of the link to the list of all pages. Its script
  // and its index are loaded when it is first used.
  var box = document.querySelector('header .find');
  if (box) {
    var input = make('input'), link = box.querySelector('a');
    input.type = 'search';
    input.placeholder = link.textContent.trim();
    input.autocomplete = 'off';
    input.spellcheck = false;
    input.setAttribute('aria-label', link.title);
    box.textContent = '';
    box.appendChild(input);
    input.addEventListener('focus', function () {
      window.ententeBox = { input: input, box: box, root: root, all: link.href, say: say };
      ['find-box.js', 'find.js'].forEach(function (name) {
        var s = make('script');
        s.src = root + name;
        s.async = false;
        document.head.appendChild(s);
      });
    }, { once: true });
  }

  // What stands in a table, as it is read.
  function words(cell) { return (cell.innerText || cell.textContent).replace(/\s+/g, ' ').trim(); }
  function rowsOf(table) {
    return Array.prototype.map.call(table.rows, function (r) { return Array.prototype.map.call(r.cells, words); });
  }
  // A cell that a spreadsheet would run as a formula stands behind an apostrophe; a number stays one.
  function csv(rows) {
    return rows.map(function (r) {
      return r.map(function (c) {
        if (/^[=+\-@＝＋－＠]/.test(c) && !/^[+-]\d+(\.\d+)?%?$/.test(c)) c = "'" + c;
        return /[",\n]/.test(c) ? '"' + c.replace(/"/g, '""') + '"' : c;
      }).join(',');
    }).join('\r\n') + '\r\n';
  }
  function json(rows, about) {
    var keys = rows[0].map(function (k, n) { return k || 'column ' + (n + 1); });
    about.rows = rows.slice(1).map(function (r) {
      var o = {};
      r.forEach(function (c, n) { o[keys[n] || 'column ' + (n + 1)] = c; });
      return o;
    });
    return JSON.stringify(about, null, 1) + '\n';
  }
  function save(name, type, content) {
    var a = make('a');
    a.href = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type: type }));
    a.download = name;
    a.click();
    setTimeout(function () { URL.revokeObjectURL(a.href); }, 10000);
  }
  function escaped(s) { return s.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'); }
  // With html, what takes tables and links gets them, and what takes words gets words.
  function copy(text, by, html) {
    function said(word) {
      var was = by.textContent;
      by.textContent = word;
      setTimeout(function () { by.textContent = was; }, 1500);
    }
    function byHand() { // where a page of a folder may not write to the clipboard
      var area = make('textarea', '', document.body);
      area.value = text;
      area.select();
      var done = document.execCommand('copy');
      area.remove();
      by.focus();
      said(say(done ? 'Copied' : 'Not copied'));
    }
    if (html && navigator.clipboard && window.ClipboardItem) {
      navigator.clipboard.write([new ClipboardItem({
        'text/html': new Blob([html], { type: 'text/html' }), 'text/plain': new Blob([text], { type: 'text/plain' })
      })]).then(function () { said(say('Copied')); }, byHand);
    } else if (navigator.clipboard) navigator.clipboard.writeText(text).then(function () { said(say('Copied')); }, byHand);
    else byHand();
  }
  function fileName(title) {
    return (title || document.title).toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '').slice(0, 60) || 'data';
  }

  // A chart as it stands alone: colours as they are, its title and source with it.
  function picture(svg, about) {
    var s = svg.cloneNode(true), v = svg.viewBox.baseVal, style = getComputedStyle(document.documentElement);
    var wrap = function (text, n) {
      var lines = [], line = '';
      text.split(' ').forEach(function (w) {
        if (line && (line + ' ' + w).length > n) { lines.push(line); line = ''; }
        line += (line ? ' ' : '') + w;
      });
      return lines.concat(line || []);
    };
    var per = Math.floor(v.width / 7), head = wrap(about.title, Math.floor(per * 0.85)), sub = about.subtitle ? wrap(about.subtitle, per) : [];
    var foot = wrap((about.source ? 'Source: ' + about.source + '. ' : '') + about.page, per);
    var above = 22 * head.length + 17 * sub.length + 12, height = above + v.height + 17 * foot.length + 14;
    var out = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    out.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
    out.setAttribute('viewBox', '0 0 ' + (v.width + 32) + ' ' + (height + 16));
    out.setAttribute('width', v.width + 32);
    out.setAttribute('height', height + 16);
    out.setAttribute('font-family', 'Inter, sans-serif');
    var part = function (name, attrs, text) {
      var e = document.createElementNS('http://www.w3.org/2000/svg', name);
      Object.keys(attrs).forEach(function (k) { e.setAttribute(k, attrs[k]); });
      if (text) e.textContent = text;
      out.appendChild(e);
    };
    part('rect', { width: '100%', height: '100%', fill: 'var(--paper)' });
    var y = 12;
    head.forEach(function (l) { y += 22; part('text', { x: 16, y: y, 'font-size': 17, 'font-weight': 600, fill: 'var(--ink)' }, l); });
    sub.forEach(function (l) { y += 17; part('text', { x: 16, y: y, 'font-size': 13, fill: 'var(--quiet)' }, l); });
    s.setAttribute('x', 16);
    s.setAttribute('y', y + 8);
    s.setAttribute('width', v.width);
    s.setAttribute('height', v.height);
    out.appendChild(s);
    y += 8 + v.height;
    foot.forEach(function (l) { y += 17; part('text', { x: 16, y: y, 'font-size': 12, fill: 'var(--quiet)' }, l); });
    return new XMLSerializer().serializeToString(out).replace(/var\((--[a-z]+)(,[^)]*)?\)/g, function (all, name, or) {
      return style.getPropertyValue(name).trim() || (or || ',currentColor').slice(1);
    });
  }
  function asPNG(svg, name) {
    var img = new Image();
    img.onload = function () {
      var c = make('canvas');
      c.width = 2 * img.width;
      c.height = 2 * img.height;
      c.getContext('2d').drawImage(img, 0, 0, c.width, c.height);
      c.toBlob(function (blob) { if (blob) save(name, 'image/png', blob); });
    };
    img.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(svg);
  }

  // The buttons that hand out a table and the chart before it.
  function offer(into, table, svg, about) {
    var p = make('p', '', into), name = fileName(about.title);
    p.className = 'take';
    button('CSV', p, function () { save(name + '.csv', 'text/csv', '\ufeff' + csv(rowsOf(table))); });
    button('JSON', p, function () { save(name + '.json', 'application/json', json(rowsOf(table), Object.assign({}, about))); });
    if (svg) {
      button('SVG', p, function () { save(name + '.svg', 'image/svg+xml', picture(svg(), about)); });
      button('PNG', p, function () { asPNG(picture(svg(), about), name + '.png'); });
    }
    var c = button(say('Copy'), p, function () {
      var rows = rowsOf(table), head = [about.title, about.subtitle || ''].filter(Boolean), foot = (about.source ? 'Source: ' + about.source + '. ' : '') + about.page;
      var cells = function (tag) { return function (x) { return '<' + tag + '>' + escaped(x) + '</' + tag + '>'; }; };
      copy(head.join('\n') + '\n\n' + rows.map(function (r) { return r.join('\t'); }).join('\n') + '\n\n' + foot + '\n', c,
        head.map(function (h, n) { return n ? cells('p')(h) : '<p><strong>' + escaped(h) + '</strong></p>'; }).join('') +
        '<table border="1">' + rows.map(function (r, n) { return '<tr>' + r.map(cells(n ? 'td' : 'th')).join('') + '</tr>'; }).join('') + '</table>' + cells('p')(foot));
    });
  }
  function text(e, what) {
    var x = e && e.querySelector(what);
    return x ? x.textContent.replace(/\s+/g, ' ').trim() : '';
  }
  var cited = document.querySelector('.citing p'), page = cited ? cited.textContent.trim() : document.title + ', ' + location.href;

  // A chart hands out its data where they open.
  document.addEventListener('toggle', function (e) {
    var d = e.target, table = d.open && d.closest('figcaption') && d.querySelector('table');
    if (!table || d.querySelector('.take')) return;
    var figure = d.closest('figure'), caption = d.parentNode.cloneNode(true);
    caption.querySelectorAll('details').forEach(function (x) { x.remove(); });
    offer(d, table, figure.querySelector('svg') && function () {
      return Array.prototype.filter.call(figure.querySelectorAll('svg.chart'), function (s) { return s.getBoundingClientRect().width; })[0] || figure.querySelector('svg');
    }, { title: text(figure, '.ct') || text(figure, '.cs'), subtitle: text(figure, '.ct') && text(figure, '.cs'), source: caption.textContent.trim().replace(/^Source: |\.$/g, ''), page: page });
  }, true);

  // The tables of the page itself are handed out at its end.
  var shelf = document.querySelector('details.tables');
  var tables = Array.prototype.filter.call(document.querySelectorAll('main table'), function (t) { return !t.closest('figure') && t.rows.length > 1; });
  if (shelf && tables.length) {
    shelf.hidden = false;
    shelf.addEventListener('toggle', function () {
      if (shelf.querySelector('.take')) return;
      var heads = Array.prototype.slice.call(document.querySelectorAll('main h1, main h2, main h3'));
      tables.forEach(function (t) {
        var above = heads.filter(function (h) { return h.compareDocumentPosition(t) & Node.DOCUMENT_POSITION_FOLLOWING; }).pop();
        var title = text(t, 'caption') || (above ? words(above) : document.title);
        make('h4', title, shelf);
        offer(shelf, t, null, { title: title, page: page });
      });
    });
  }
  // A passage for a memo: with its notes, its day and what it rests on.
  document.querySelectorAll('.memo').forEach(function (m) {
    var inside = m.querySelector('template').content, label = 'Copy for a memo: ' + m.getAttribute('data-title');
    m.hidden = false;
    m.className = 'take';
    var c = button(label, m, function () {
      var lines = Array.prototype.map.call(inside.querySelectorAll('h2, h3, h4, p, li, tr'), function (e) {
        return e.closest('li, td, th') && !e.matches('li, tr') ? '' : e.matches('tr') ? Array.prototype.map.call(e.cells, words).join('\t') : words(e);
      }).filter(Boolean);
      copy(lines.join('\n\n') + '\n', c, m.querySelector('template').innerHTML);
    });
  });
  document.querySelectorAll('.citing pre, .citing > p').forEach(function (e) {
    var p = make('p');
    p.className = 'take';
    e.after(p);
    var c = button(say('Copy'), p, function () { copy(e.textContent, c); });
  });
})();
