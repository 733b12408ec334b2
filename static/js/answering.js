/* Saves every choice at once, and keeps trying when the connection is gone. Without this script each step is saved. */
"use strict";

(() => {
  const form = document.getElementById("answering");
  const status = document.getElementById("saved");
  const hint = document.getElementById("saving");
  const RETRY_MS = 5000;
  const TYPING_MS = 1200;
  const changed = new Map(); // per code when it was last changed, on this page's own clock
  let timer = 0;
  let isSending = false;
  let hasFailed = false;

  hint.textContent = hint.dataset.atOnce;

  const ages = () => {
    const now = performance.now();
    return JSON.stringify(Object.fromEntries([...changed].map(([code, at]) => [code, (now - at) / 1000])));
  };

  const tell = (text, isWrong) => {
    if (status.textContent !== text) status.textContent = text;
    status.classList.toggle("is-unsaved", isWrong);
  };

  const later = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  };

  const fail = () => {
    hasFailed = true;
    tell(status.dataset.unsaved, true);
    later(RETRY_MS);
    return false;
  };

  const leave = (address) => {
    changed.clear();
    location.assign(address);
    return false;
  };

  const taken = (result, sent) => {
    form.elements.shown.value = result.shown;
    for (const [code, at] of sent) {
      if (changed.get(code) === at) changed.delete(code);
    }
    hasFailed = false;
    tell(result.problem || result.saved, Boolean(result.problem));
    if (changed.size) later(0);
    return true;
  };

  async function save() {
    clearTimeout(timer);
    if (isSending) return later(200);
    isSending = true;
    const sent = new Map(changed);
    form.elements.ages.value = ages();
    const body = new URLSearchParams(new FormData(form));
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      if (answer.redirected) return leave(answer.url);
      if (answer.ok) return taken(await answer.json(), sent);
      if (answer.status < 500) return leave(form.action); // closed or replaced: that page says why
      return fail();
    } catch {
      return fail();
    } finally {
      isSending = false;
    }
  }

  const note = (event, delay) => {
    changed.set(event.target.name, performance.now());
    later(delay);
  };

  form.addEventListener("change", (event) => note(event, 0));
  form.addEventListener("input", (event) => {
    if (event.target.type === "textarea") note(event, TYPING_MS);
  });

  form.addEventListener("submit", async (event) => {
    form.elements.ages.value = ages();
    if (!hasFailed && navigator.onLine) {
      clearTimeout(timer);
      changed.clear();
      return;
    }
    event.preventDefault();
    const isSaved = await save();
    if (isSaved) form.requestSubmit(event.submitter);
  });

  addEventListener("online", save);
  addEventListener("beforeunload", (event) => {
    if (changed.size) event.preventDefault();
  });
})();
