"use strict";
// Gives frames of the Kommunales Cockpit on a page the height of what they show. May be copied to another server.
(function () {
  const LEAST = 80;
  const MOST = 20000;
  function frames() {
    return [...document.querySelectorAll("iframe")].filter((frame) => frame.src.includes("/einbetten/"));
  }
  window.addEventListener("message", function (event) {
    const said = event.data;
    if (!said || said.cockpit !== "hoehe" || !Number.isFinite(said.hoehe)) return;
    const frame = frames().find((one) => one.contentWindow === event.source);
    if (!frame || new URL(frame.src).origin !== event.origin) return;
    const framed = getComputedStyle(frame).boxSizing === "border-box";
    const edges = framed ? frame.offsetHeight - frame.clientHeight : 0;
    const height = Math.min(Math.max(said.hoehe, LEAST), MOST) + edges;
    Object.assign(frame.style, { aspectRatio: "auto", minHeight: "0", maxHeight: "none", height: height + "px" });
  });
  // A frame that was ready before this script is asked again.
  for (const frame of frames()) frame.contentWindow.postMessage({ cockpit: "frage" }, "*");
})();
