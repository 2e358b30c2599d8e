// Keys for readers who like them, and suggestions as they type. Every page works
// without this file.
(function () {
  "use strict";

  var KEYS = [
    ["/", "search"],
    ["j  k", "next, previous result"],
    ["Enter", "open the result"],
    ["Esc", "leave the search box"],
    ["?", "these keys"]
  ];
  var STORE = "dateline.keys";

  function off() {
    try { return localStorage.getItem(STORE) === "off"; } catch (e) { return false; }
  }
  function setOff(value) {
    try { localStorage.setItem(STORE, value ? "off" : "on"); } catch (e) { /* private mode */ }
  }
  function make(tag, text, parent) {
    var el = document.createElement(tag);
    if (text) el.textContent = text;
    if (parent) parent.appendChild(el);
    return el;
  }

  var dialog;
  function showKeys() {
    if (!dialog) {
      dialog = make("dialog", "", document.body);
      var head = make("h2", "Keys", dialog);
      head.id = "keys-title";
      dialog.setAttribute("aria-labelledby", head.id);
      var list = make("dl", "", dialog);
      KEYS.forEach(function (k) {
        var dt = make("dt", "", list);
        k[0].split("  ").forEach(function (key) { make("kbd", key, dt); dt.append(" "); });
        make("dd", k[1], list);
      });
      var close = make("button", "Close", dialog);
      close.addEventListener("click", function () { dialog.close(); });
      var toggle = make("button", "", dialog);
      var name = function () { toggle.textContent = off() ? "Turn keys on" : "Turn keys off"; };
      toggle.addEventListener("click", function () { setOff(!off()); name(); });
      name();
    }
    if (!dialog.open) dialog.showModal();
  }

  function step(by) {
    var links = Array.from(document.querySelectorAll(".hits h3 a"));
    if (!links.length) return false;
    var at = links.indexOf(document.activeElement);
    var to = at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(Math.max(at + by, 0), links.length - 1);
    links[to].focus({ preventScroll: true });
    links[to].closest("li").scrollIntoView({ block: "nearest" });
    return true;
  }

  // suggest makes the search box a combobox: a list of how its text may go on.
  function suggest(box) {
    var list = make("ul", "", box.form), found = [], at = -1, timer, request;
    function set(el, values) {
      for (var name in values) el.setAttribute(name, values[name]);
    }
    set(list, { id: "q-list", role: "listbox", "aria-label": "Suggestions" });
    set(box, { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id });

    function mark(to) {
      if (at >= 0) set(list.children[at], { "aria-selected": false });
      at = to;
      set(box, { "aria-activedescendant": at < 0 ? "" : "q-" + at });
      if (at < 0) return;
      set(list.children[at], { "aria-selected": true });
      list.children[at].scrollIntoView({ block: "nearest" });
    }
    function show(suggestions) {
      mark(-1);
      found = suggestions;
      list.textContent = "";
      found.forEach(function (s, i) {
        var item = make("li", "", list);
        set(item, { id: "q-" + i, role: "option", "aria-selected": false });
        make("span", s.name, item).dir = "auto";
        make("span", s.kind + " · " + s.count.toLocaleString("en"), item);
        item.addEventListener("click", function () { choose(i); });
      });
      list.hidden = !found.length;
      set(box, { "aria-expanded": !list.hidden });
    }
    function stop() {
      clearTimeout(timer);
      if (request) request.abort();
      request = null;
    }
    function close() { stop(); show([]); }
    function choose(i) {
      box.value = found[i].query;
      box.form.requestSubmit();
    }
    function ask() {
      var text = box.value, mine;
      stop();
      if (!text.trim() || box.selectionEnd < text.length) return close();
      mine = request = new AbortController();
      fetch("/api/v1/suggest?prefix=" + encodeURIComponent(text), { signal: mine.signal })
        .then(function (r) { return r.json(); })
        .then(function (answer) { if (request === mine) show(answer.suggestions || []); })
        .catch(function () { if (request === mine) close(); });
    }
    function soon() {
      stop();
      mark(-1);
      timer = setTimeout(ask, 120);
    }
    box.addEventListener("input", function (e) { if (!e.isComposing) soon(); });
    box.addEventListener("compositionend", soon);
    box.addEventListener("blur", close);
    box.form.addEventListener("submit", close);
    list.addEventListener("mousedown", function (e) { e.preventDefault(); }); // the box keeps the focus
    box.addEventListener("keydown", function (e) {
      if (e.isComposing || e.ctrlKey || e.metaKey || e.altKey) return;
      var by = { ArrowDown: 1, ArrowUp: -1 }[e.key], places = found.length + 1; // one is the box itself
      if (by && list.hidden) ask();
      else if (by) { stop(); mark((at + 1 + by + places) % places - 1); } // the list stays as it is while one walks through it
      else if (e.key === "Enter" && at >= 0) { box.value = found[at].query; return; } // and the form is sent, once, as ever
      else if (e.key === "Escape" && !list.hidden) { close(); e.stopPropagation(); }
      else return;
      e.preventDefault();
    });
    close();
  }
  var box = document.getElementById("q");
  if (box) suggest(box);

  document.addEventListener("keydown", function (e) {
    if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
    var at = e.target;
    var typing = at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName);
    if (typing) {
      if (e.key === "Escape") at.blur();
      return;
    }
    if (dialog && dialog.open) return;
    if (e.key === "?") { showKeys(); e.preventDefault(); return; }
    if (off()) return;
    if (e.key === "/") {
      if (box) { box.focus(); box.select(); e.preventDefault(); }
    } else if (e.key === "j" || e.key === "k") {
      if (step(e.key === "j" ? 1 : -1)) e.preventDefault();
    }
  });
})();
