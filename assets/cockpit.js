"use strict";
// Hands the page over from the server's first answer to Dash, and turns links that change only the query into updates.
(function () {
  const STARTS_OVER = ["stand", "thema", "interaktiv"]; // these change more than the tree: header, scripts, pictures
  const PATIENCE = 6000; // milliseconds until an update that does not come becomes an ordinary page load
  let live = null;
  let waiting = 0;
  let seen = "";
  let focused = null;

  // Dash's scripts come after everything that is seen first: style sheets, pictures, fonts.
  function start() {
    const addresses = JSON.parse(document.getElementById("dash-scripts").textContent);
    let missing = addresses.length;
    for (const address of addresses) {
      const script = document.createElement("script");
      script.src = address;
      script.async = false; // keeps their order
      script.onload = function () {
        missing -= 1;
        if (missing === 0 && window.DashRenderer) new window.DashRenderer();
      };
      document.body.append(script);
    }
  }

  function shown() {
    return document.querySelector("#_page > .page");
  }

  // Called in the same task in which React has put the tree into the page, so nobody sees two of it.
  function takeOver() {
    const copy = document.getElementById("first-answer");
    const tree = shown();
    if (live || !copy || !tree) return;
    if (isTyping(copy)) {
      copy.addEventListener("focusout", takeOver, { once: true });
      return;
    }
    const figures = copy.querySelectorAll("[data-figure]").length; // they come in their own time; this runs again then
    if (tree.querySelectorAll(".js-plotly-plot .svg-container").length < figures) return;
    const late = [...tree.querySelectorAll("img")].filter((image) => !image.complete);
    if (late.length && !tree.dataset.waited) {
      tree.dataset.waited = "true";
      const ready = Promise.allSettled(late.map((image) => image.decode()));
      Promise.race([ready, new Promise((done) => setTimeout(done, 800))]).then(takeOver);
      return;
    }
    swap(copy, tree);
  }

  function isTyping(copy) {
    const active = document.activeElement;
    return copy.contains(active) && active.matches("input, select, textarea");
  }

  function swap(copy, tree) {
    const before = all(copy.firstElementChild);
    const after = all(tree);
    const same = before.length === after.length;
    const place = before.indexOf(document.activeElement);
    if (same) before.forEach((old, i) => carry(old, after[i]));
    const scrolled = same ? before.map((old) => [old.scrollLeft, old.scrollTop]) : [];
    seen = tree.dataset.address;
    live = document.getElementById("live");
    live.hidden = false;
    copy.remove();
    scrolled.forEach(([left, top], i) => {
      if (left || top) after[i].scrollTo(left, top);
    });
    if (same && place >= 0) after[place].focus({ preventScroll: true });
    document.documentElement.dataset.live = "true";
  }

  // What a reader may have changed before Dash was there: opened details, filled fields.
  function carry(old, fresh) {
    if (old.tagName === "DETAILS") fresh.open = old.open;
    if (old.tagName === "SELECT" || old.tagName === "TEXTAREA") fresh.value = old.value;
    if (old.tagName === "INPUT") {
      fresh.value = old.value;
      fresh.checked = old.checked;
    }
  }

  function updated() {
    const tree = shown();
    if (!tree) return;
    if (!live) {
      takeOver();
      return;
    }
    if (tree.dataset.address === seen) return;
    seen = tree.dataset.address;
    clearTimeout(waiting);
    refocus(tree);
    document.title = tree.dataset.title;
    document.getElementById("announcement").textContent = tree.dataset.title;
  }

  // Dash builds the tree anew, which takes the focus away; it goes back to the same link, or to what stands there now.
  function remember() {
    const tree = shown();
    const active = document.activeElement;
    if (!tree || !tree.contains(active)) focused = null;
    else focused = { id: active.id, href: active.getAttribute("href"), place: all(tree).indexOf(active) };
  }

  function refocus(tree) {
    if (!focused || document.activeElement !== document.body) return;
    const { id, href, place } = focused;
    const same = (id && document.getElementById(id)) || all(tree).find((link) => href && link.getAttribute("href") === href);
    const next = same || all(tree)[place] || document.getElementById("inhalt");
    next.focus({ preventScroll: true });
    if (document.activeElement !== next) document.getElementById("inhalt").focus({ preventScroll: true });
    focused = null;
  }

  function all(tree) {
    return [...tree.querySelectorAll("*:not(.proposals, .proposals *)")]; // proposals come and go on their own
  }

  function wanted(event) {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
    const link = event.target.closest("#live a[href]");
    if (!link || link.hasAttribute("target") || link.hasAttribute("download") || link.dataset.load) return null;
    const address = new URL(link.getAttribute("href"), location.href); // links of a drawing have no plain href
    const sameQuery = address.search === location.search;
    if (address.origin !== location.origin || address.pathname !== location.pathname || sameQuery) return null;
    const here = new URLSearchParams(location.search);
    return STARTS_OVER.some((name) => address.searchParams.get(name) !== here.get(name)) ? null : address;
  }

  document.addEventListener("click", function (event) {
    const address = live && wanted(event);
    if (!address) return;
    event.preventDefault();
    remember();
    history.pushState({}, "", address);
    window.dispatchEvent(new Event("cockpit:address"));
    clearTimeout(waiting);
    waiting = setTimeout(() => location.reload(), PATIENCE);
  });

  window.addEventListener("popstate", remember);
  window.addEventListener("beforeprint", function () {
    const place = document.querySelector("[data-printed-address]");
    if (place) place.textContent = location.href;
  });
  new MutationObserver(updated).observe(document.getElementById("live"), {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ["data-address"],
  });
  if (document.readyState === "complete") start();
  else window.addEventListener("load", start);
})();
