"use strict";
(function () {
  if (window.parent === window) return;
  const main = document.querySelector("main");
  function tell() {
    const height = Math.ceil(main.getBoundingClientRect().height);
    window.parent.postMessage({ cockpit: "hoehe", hoehe: height }, "*");
  }
  new ResizeObserver(tell).observe(main);
  window.addEventListener("message", function (event) {
    if (event.source === window.parent && event.data && event.data.cockpit === "frage") tell();
  });
})();
