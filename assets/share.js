"use strict";
// Takes the page "Weitergeben" into a dialog over the chart, copies snippets, and fits preview frames to their content.
(function () {
  const SHOWN = 2500; // milliseconds that a button says it has copied
  let opener = null;

  // ---- dialog ----
  async function sheet(address) {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.querySelector("#first-answer [data-sheet]");
    if (!found) throw new Error("no sheet");
    return { content: document.importNode(found, true), heading: page.querySelector("#first-answer h1 + .sub") };
  }

  function build(content, heading) {
    const dialog = document.createElement("dialog");
    const head = document.createElement("header");
    const title = document.createElement("h2");
    const named = document.createElement("div");
    const close = document.createElement("button");
    dialog.className = "share-dialog";
    dialog.setAttribute("aria-labelledby", "share-title");
    title.id = "share-title";
    title.tabIndex = -1;
    title.textContent = content.dataset.sheet;
    named.append(title, heading ? document.importNode(heading, true) : "");
    close.type = "button";
    close.className = "btn";
    close.textContent = content.dataset.close;
    close.addEventListener("click", () => dialog.close());
    head.append(named, close);
    dialog.append(head, content);
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      const again = opener && (opener.isConnected ? opener : same(opener.getAttribute("href")));
      if (again) again.focus();
    });
    return dialog;
  }

  // Dash may have built the page anew in the meantime.
  function same(address) {
    return [...document.querySelectorAll("#live a[data-share], a[data-share]")].find((link) => link.getAttribute("href") === address);
  }

  async function open(link) {
    opener = link;
    try {
      const { content, heading } = await sheet(link.href);
      const dialog = build(content, heading);
      document.body.append(dialog);
      prepare(dialog);
      dialog.showModal();
      dialog.querySelector("#share-title").focus();
    } catch {
      location.assign(link.href);
    }
  }

  async function change(dialog, link) {
    const place = [...dialog.querySelectorAll("[data-choice]")].indexOf(link);
    const { content } = await sheet(link.href);
    dialog.querySelector("[data-sheet]").replaceWith(content);
    prepare(dialog);
    const links = dialog.querySelectorAll("[data-choice]");
    if (links[place]) links[place].focus();
  }

  // ---- what only a script can do appears ----
  function prepare(root) {
    for (const button of root.querySelectorAll("[data-copy]")) button.hidden = false;
    for (const button of root.querySelectorAll("[data-native]")) button.hidden = typeof navigator.share !== "function";
    for (const frame of root.querySelectorAll(".share-preview iframe")) ask(frame);
  }

  // ---- copying ----
  async function copy(button) {
    const sheetOf = button.closest("[data-sheet]");
    const field = button.parentElement.querySelector("textarea");
    const done = (await written(field)) ? sheetOf.dataset.done.replace("{what}", button.dataset.what) : sheetOf.dataset.fault;
    say(sheetOf, done);
    const before = button.dataset.before || button.textContent;
    button.dataset.before = before;
    button.textContent = done;
    setTimeout(() => (button.textContent = before), SHOWN);
  }

  async function written(field) {
    try {
      await navigator.clipboard.writeText(field.value);
      return true;
    } catch {
      field.select(); // without a secure connection there is no clipboard for scripts but this one
      return document.execCommand("copy");
    }
  }

  function say(sheetOf, words) {
    const place = sheetOf.querySelector("[data-said]");
    place.textContent = "";
    setTimeout(() => (place.textContent = words), 50); // the same words twice are spoken twice
  }

  // ---- preview ----
  function ask(frame) {
    if (frame.contentWindow) frame.contentWindow.postMessage({ cockpit: "frage" }, location.origin);
  }

  window.addEventListener("message", function (event) {
    const said = event.data;
    if (event.origin !== location.origin || !said || said.cockpit !== "hoehe" || !Number.isFinite(said.hoehe)) return;
    for (const frame of document.querySelectorAll(".share-preview iframe")) {
      if (frame.contentWindow !== event.source) continue;
      const framed = getComputedStyle(frame).boxSizing === "border-box";
      const edges = framed ? frame.offsetHeight - frame.clientHeight : 0;
      Object.assign(frame.style, { aspectRatio: "auto", minHeight: "0", maxHeight: "none", height: said.hoehe + edges + "px" });
    }
  });

  function plain(event) {
    return !event.defaultPrevented && !event.button && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  }

  document.addEventListener("click", function (event) {
    if (!plain(event)) return;
    const dialog = event.target.closest("dialog.share-dialog");
    const link = event.target.closest("a[data-share], dialog a[data-choice], dialog .share-jumps a");
    const copying = event.target.closest("[data-copy]");
    const native = event.target.closest("[data-native]");
    if (copying) copy(copying);
    else if (native) navigator.share({ title: native.dataset.heading, url: native.dataset.native }).catch(() => {});
    else if (!link) return;
    else if (link.matches("[data-share]")) open(link);
    else if (link.matches("[data-choice]")) change(dialog, link).catch(() => location.assign(link.href));
    else dialog.querySelector(link.getAttribute("href")).scrollIntoView();
    event.preventDefault();
  });

  // The page itself: its tree comes and goes with Dash.
  new MutationObserver(() => prepare(document)).observe(document.querySelector("main"), { subtree: true, childList: true });
  prepare(document);
})();
