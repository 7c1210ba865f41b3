"use strict";
// Keys of a presentation, also those that remote controls send: each follows the link of that name below the slide.
(function () {
  const KEYS = { ArrowRight: "next", PageDown: "next", ArrowLeft: "back", PageUp: "back", Home: "first", End: "last" };
  const OWN = "input, select, textarea, [contenteditable], [data-tiles], dialog"; // these use the keys themselves

  document.addEventListener("keydown", function (event) {
    const name = KEYS[event.key];
    if (!name || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const root = document.querySelector("#live:not([hidden]) .slides") || document.querySelector("#first-answer .slides");
    if (!root || !root.querySelector("[data-slide]") || event.target.closest(OWN)) return;
    event.preventDefault();
    const link = root.querySelector(`[data-slide="${name}"]`);
    if (link) link.click();
  });
})();
