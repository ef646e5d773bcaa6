// Sorts the agenda by a column and narrows it by a word. The page works without.
(function () {
  'use strict';
  document.querySelectorAll('table.matrix').forEach(function (table) {
    var body = table.tBodies[0];
    table.querySelectorAll('thead th[data-sort]').forEach(function (th) {
      var label = th.textContent, button = document.createElement('button');
      button.type = 'button';
      button.textContent = label;
      button.title = 'Sort by ' + label;
      th.textContent = '';
      th.appendChild(button);
      var down = true;
      button.addEventListener('click', function () {
        var key = th.dataset.sort;
        whole(table);
        var rows = Array.prototype.slice.call(body.rows);
        rows.sort(function (x, y) {
          var a = x.dataset[key] || '', c = y.dataset[key] || '';
          var d = key === 'title' ? a.localeCompare(c) : (parseFloat(c || -1) - parseFloat(a || -1));
          return down ? d : -d;
        });
        rows.forEach(function (r) { body.appendChild(r); });
        table.querySelectorAll('th[aria-sort]').forEach(function (o) { o.removeAttribute('aria-sort'); });
        th.setAttribute('aria-sort', (key === 'title') === down ? 'ascending' : 'descending');
        down = !down;
      });
    });
  });
  // A long list shows its first rows, and all of them once it is asked, sorted or narrowed.
  function whole(table) {
    if (!table.classList.contains('short')) return;
    table.classList.remove('short');
    table.nextElementSibling.remove();
  }
  document.querySelectorAll('table.matrix').forEach(function (table) {
    if (table.tBodies[0].rows.length < 16) return;
    var more = document.createElement('button');
    more.type = 'button';
    more.className = 'whole';
    more.textContent = 'Show all ' + table.tBodies[0].rows.length;
    more.addEventListener('click', function () {
      whole(table);
      table.tBodies[0].rows[12].querySelector('a').focus();
    });
    table.after(more);
    table.classList.add('short');
  });
  var bar = document.querySelector('.filters');
  if (bar && document.querySelector('section.group')) {
    var label = document.createElement('label'), input = document.createElement('input'), out = document.createElement('output');
    label.textContent = 'Narrow ';
    input.type = 'search';
    label.appendChild(input);
    bar.appendChild(label);
    bar.appendChild(out);
    input.addEventListener('input', function () {
      var q = input.value.toLowerCase().trim(), n = 0;
      document.querySelectorAll('table.matrix').forEach(whole);
      document.querySelectorAll('section.group').forEach(function (g) {
        var any = 0;
        g.querySelectorAll('[data-title]').forEach(function (r) {
          var hit = !q || r.textContent.toLowerCase().indexOf(q) >= 0;
          r.hidden = !hit;
          if (hit) any++;
        });
        g.hidden = !any;
        n += any;
      });
      out.textContent = q ? ' ' + n + ' shown' : '';
    });
  }
})();
