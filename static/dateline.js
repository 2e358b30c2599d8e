// Keys for readers who like them. Every page works without this file.
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
      var box = document.getElementById("q");
      if (box) { box.focus(); box.select(); e.preventDefault(); }
    } else if (e.key === "j" || e.key === "k") {
      if (step(e.key === "j" ? 1 : -1)) e.preventDefault();
    }
  });
})();
