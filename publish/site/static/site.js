// Sorts the agenda by a column and narrows it by a word; opens folded rows. The page works without.
(function () {
  'use strict';
  // A link to a row opens what the row is folded into.
  var row = location.hash && document.getElementById(location.hash.slice(1));
  var fold = row && row.closest('details');
  if (fold && !fold.open) {
    fold.open = true;
    row.scrollIntoView();
  }
  var table = document.querySelector('table.matrix');
  if (!table) return;
  var bodies = Array.prototype.slice.call(table.tBodies);
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
      bodies.forEach(function (b) {
        var rows = Array.prototype.slice.call(b.rows, 1);
        rows.sort(function (x, y) {
          var a = x.dataset[key] || '', c = y.dataset[key] || '';
          var d = key === 'title' ? a.localeCompare(c) : (parseFloat(c || -1) - parseFloat(a || -1));
          return down ? d : -d;
        });
        rows.forEach(function (r) { b.appendChild(r); });
      });
      table.querySelectorAll('th[aria-sort]').forEach(function (o) { o.removeAttribute('aria-sort'); });
      th.setAttribute('aria-sort', (key === 'title') === down ? 'ascending' : 'descending');
      down = !down;
    });
  });
  var bar = document.querySelector('.filters');
  if (bar) {
    var label = document.createElement('label'), input = document.createElement('input'), out = document.createElement('output');
    label.textContent = 'Find ';
    input.type = 'search';
    label.appendChild(input);
    bar.appendChild(label);
    bar.appendChild(out);
    input.addEventListener('input', function () {
      var q = input.value.toLowerCase().trim(), n = 0;
      bodies.forEach(function (b) {
        var any = 0;
        Array.prototype.slice.call(b.rows, 1).forEach(function (r) {
          var hit = !q || r.textContent.toLowerCase().indexOf(q) >= 0;
          r.hidden = !hit;
          if (hit) any++;
        });
        b.hidden = !any;
        n += any;
      });
      out.textContent = q ? ' ' + n + ' shown' : '';
    });
  }
})();
