"use strict";
// Proposals under a search entry (combobox pattern of ARIA 1.2); without script the form asks /suche itself.
(function () {
  const DELAY = 40; // milliseconds after the last letter
  let entry = null;
  let list = null;
  let chosen = -1;
  let timer = 0;
  let asked = 0;
  let running = null;

  function isSearch(element) {
    return element instanceof HTMLInputElement && element.hasAttribute("data-search");
  }

  function prepare(input) {
    if (entry === input) return;
    close();
    entry = input;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("autocomplete", "off");
  }

  function ask() {
    const words = entry.value.trim();
    const turn = ++asked;
    if (words.length < 2) {
      close();
      return;
    }
    const address = new URL("/suche.json", location.origin);
    address.searchParams.set("q", words);
    const stand = new URLSearchParams(location.search).get("stand");
    if (stand) address.searchParams.set("stand", stand);
    if (running) running.abort(); // what was asked before no longer matters
    running = new AbortController();
    fetch(address, { signal: running.signal })
      .then((answer) => (answer.ok ? answer.json() : []))
      .then((hits) => {
        if (turn === asked && document.activeElement === entry) show(hits);
      })
      .catch((fault) => {
        if (fault.name !== "AbortError") close();
      });
  }

  function show(hits) {
    close();
    if (!hits.length) return;
    list = document.createElement("ul");
    list.id = `${entry.id || "suche"}-vorschlaege`;
    list.className = "proposals";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", entry.labels[0] ? entry.labels[0].textContent : entry.placeholder);
    hits.forEach((hit, i) => list.append(option(hit, `${list.id}-${i}`)));
    entry.after(list);
    entry.setAttribute("aria-expanded", "true");
    entry.setAttribute("aria-controls", list.id);
  }

  function option(hit, id) {
    const item = document.createElement("li");
    item.id = id;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.address = hit.adresse;
    const note = document.createElement("small");
    note.textContent = hit.hinweis || hit.art;
    item.append(hit.titel, " ", note);
    return item;
  }

  function close() {
    chosen = -1;
    if (list) list.remove();
    list = null;
    if (!entry) return;
    entry.setAttribute("aria-expanded", "false");
    entry.removeAttribute("aria-controls");
    entry.removeAttribute("aria-activedescendant");
  }

  function choose(step) {
    const items = [...list.children];
    chosen = chosen < 0 && step < 0 ? items.length - 1 : (chosen + step + items.length) % items.length;
    items.forEach((item, i) => item.setAttribute("aria-selected", String(i === chosen)));
    entry.setAttribute("aria-activedescendant", items[chosen].id);
    items[chosen].scrollIntoView({ block: "nearest" });
  }

  function go(item) {
    const address = new URL(item.dataset.address, location.origin);
    if (address.origin === location.origin) location.assign(address);
  }

  document.addEventListener("focusin", (event) => {
    if (isSearch(event.target)) prepare(event.target);
  });
  document.addEventListener("focusout", (event) => {
    if (event.target === entry) setTimeout(close, 150); // a click on a proposal comes first
  });
  document.addEventListener("input", (event) => {
    if (!isSearch(event.target)) return;
    prepare(event.target);
    clearTimeout(timer);
    timer = setTimeout(ask, DELAY);
  });
  document.addEventListener("keydown", (event) => {
    if (event.target !== entry || !list || event.isComposing) return;
    if (event.key === "ArrowDown") choose(1);
    else if (event.key === "ArrowUp") choose(-1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) go(list.children[chosen]);
    else return;
    event.preventDefault();
  });
  document.addEventListener("mousedown", (event) => {
    const item = list && event.target.closest && event.target.closest("[role=option]");
    if (!item || !list.contains(item) || event.button) return;
    event.preventDefault();
    go(item);
  });
})();
