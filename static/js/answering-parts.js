/* All parts of the questions without any answer, kept by this tab, so that it can go on without a connection. They are
   asked for once, and again when they would look otherwise. */
"use strict";

window.blankParts = (() => {
  const TIMEOUT_MS = 60000;
  const [, base, id] = location.pathname.match(/^(.*\/answers\/([0-9a-f-]{36})\/)/);
  const { edition } = document.getElementById("part").dataset;
  const language = document.documentElement.lang;
  const name = `parts:${id}`;
  let kept = {};

  const read = () => {
    try {
      return JSON.parse(sessionStorage.getItem(name)) || {};
    } catch {
      return {};
    }
  };

  const store = (content) => {
    try {
      sessionStorage.setItem(name, JSON.stringify(content));
      return true;
    } catch {
      return false;
    }
  };

  /* A tab that can store nothing would ask for them on every page, so it asks for none; one that has no room for them
     remembers that. */
  async function ask() {
    window.choicesWaiting.forgetParts();
    if (!store({})) return;
    try {
      const answer = await fetch(`${base}parts/?language=${language}`, {
        headers: { Accept: "application/json" },
        priority: "low",
        redirect: "error",
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const found = await answer.json();
      if (!found.parts || found.edition !== edition) return;
      kept = found;
      if (!store(kept)) store({ edition });
    } catch {
      // the next page asks again
    }
  }

  kept = read();
  if (kept.edition !== edition) {
    kept = {};
    ask();
  }

  return {
    areHere: () => Boolean(kept.parts),
    /* Return a part as a document, or null. */
    get: (page) => {
      const html = kept.parts?.[page - 1];
      return html ? new DOMParser().parseFromString(html, "text/html") : null;
    },
    addressOf: (page) => `${base}${page}/`,
    /* Return the number of the part at this address, or 0. */
    pageAt: (path) => Number(path.match(/\/answers\/[0-9a-f-]{36}\/(\d+)\/$/)?.[1] || 0),
  };
})();
