"use strict";
// Upload pages: drop a file, refuse one that is too large before it is sent, and follow the work under way.
(function () {
  const field = document.querySelector("[data-drop]");
  if (field) watchFile(field);
  const work = document.querySelector("[data-work]");
  if (work) follow(work);
  const place = document.getElementById("stelle");
  if (place && location.hash === "#stelle") place.focus();

  function watchFile(drop) {
    const form = drop.closest("form");
    const input = drop.querySelector("input[type=file]");
    const said = drop.querySelector("[data-said]");
    drop.querySelector(".drop-word").hidden = false;
    for (const name of ["dragover", "dragleave", "drop"]) {
      drop.addEventListener(name, function (event) {
        event.preventDefault();
        drop.classList.toggle("over", name === "dragover");
        if (name === "drop" && event.dataTransfer.files.length) {
          input.files = event.dataTransfer.files;
          check();
        }
      });
    }
    input.addEventListener("change", check);
    form.addEventListener("submit", function (event) {
      if (!check()) event.preventDefault();
      else form.querySelector("[data-progress]").textContent = form.dataset.sending;
    });

    function check() {
      const file = input.files[0];
      const most = Number(form.dataset.most);
      const large = Boolean(file) && file.size > most;
      const size = large ? Math.ceil(file.size / 1e6).toLocaleString("de-DE") : "";
      said.textContent = large ? form.dataset.large.replace("{size}", size) : "";
      input.toggleAttribute("aria-invalid", large);
      return !large;
    }
  }

  function follow(area) {
    const bar = area.querySelector("progress");
    const step = area.querySelector("[data-step]");
    const said = area.querySelector("[data-said]");
    let wait = 500;

    async function look() {
      try {
        const answer = await fetch(area.dataset.work, { headers: { Accept: "application/json" }, cache: "no-store" });
        if (answer.ok) show(await answer.json());
        else if (answer.status === 401 || answer.status === 404 || answer.status === 403) location.reload();
      } catch {
        wait = 3000; // the server is away for a moment
      }
      setTimeout(look, wait);
      wait = Math.min(wait + 100, 2000);
    }

    function show(told) {
      if (told.stand !== "working") {
        location.replace(area.dataset.then);
        return;
      }
      if (told.schritt && step.textContent !== told.schritt) {
        step.textContent = told.schritt;
        said.textContent = told.schritt;
      }
      if (told.von) {
        bar.max = told.von;
        bar.value = told.fertig;
      } else bar.removeAttribute("value"); // nobody knows how long it takes
    }
    look();
  }
})();
