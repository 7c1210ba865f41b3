"use strict";
// Tile grids are one stop of the Tab key; arrow keys go to the nearest tile in that direction, Home and End to the ends.
(function () {
  const TILES = "a[data-x][data-y]";
  const STEPS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

  function prepare(root) {
    for (const grid of root.querySelectorAll("[data-tiles]")) {
      const tiles = [...grid.querySelectorAll(TILES)];
      const stop = tiles.find((tile) => tile.hasAttribute("aria-current")) || tiles[0];
      if (grid.dataset.prepared === String(tiles.length)) continue;
      grid.dataset.prepared = String(tiles.length);
      for (const tile of tiles) tile.tabIndex = tile === stop ? 0 : -1;
    }
  }

  // Columns count half tiles, so a step down or up may also go half a tile aside.
  function nearest(tiles, from, [right, down]) {
    const x = Number(from.dataset.x);
    const y = Number(from.dataset.y);
    let best = null;
    let least = Infinity;
    for (const tile of tiles) {
      const along = (Number(tile.dataset.x) - x) * right + (Number(tile.dataset.y) - y) * down;
      const aside = Math.abs((Number(tile.dataset.x) - x) * down) + 8 * Math.abs((Number(tile.dataset.y) - y) * right);
      const far = along + aside * 2;
      if (along > 0 && far < least) {
        best = tile;
        least = far;
      }
    }
    return best;
  }

  document.addEventListener("keydown", (event) => {
    const tile = event.target.closest && event.target.closest(`[data-tiles] ${TILES}`);
    if (!tile || event.ctrlKey || event.metaKey || event.altKey) return;
    const tiles = [...tile.closest("[data-tiles]").querySelectorAll(TILES)];
    let next = null;
    if (event.key in STEPS) next = nearest(tiles, tile, STEPS[event.key]);
    else if (event.key === "Home") next = tiles[0];
    else if (event.key === "End") next = tiles[tiles.length - 1];
    else return;
    event.preventDefault();
    if (next) next.focus();
  });
  document.addEventListener("focusin", (event) => {
    const tile = event.target.closest && event.target.closest(`[data-tiles] ${TILES}`);
    if (!tile) return;
    for (const other of tile.closest("[data-tiles]").querySelectorAll(TILES)) other.tabIndex = other === tile ? 0 : -1;
  });

  prepare(document);
  new MutationObserver(() => prepare(document)).observe(document.querySelector("main"), { subtree: true, childList: true });
})();
