/* On the pages after the questions: deliver what a page of questions could not, and show what is stored then; and say what
   this device keeps because the site refused it. */
"use strict";

(() => {
  const RETRY_MS = 5000;
  const queue = window.choicesWaiting;
  const status = document.getElementById("saved");
  const summary = document.getElementById("not-stored");
  const form = document.getElementById("answering");

  async function deliverAll() {
    try {
      while (queue.waiting().length) {
        const reply = await queue.deliver(form.elements.key.value);
        if (reply.elsewhere) {
          location.assign(reply.elsewhere); // the next page says why they cannot be stored
          return;
        }
      }
      location.reload();
    } catch {
      if (status) {
        status.textContent = status.dataset.unsaved;
        status.classList.add("is-unsaved");
      }
      setTimeout(deliverAll, RETRY_MS);
    }
  }

  const lineOf = (page, name, problem) => {
    const line = document.createElement("li");
    const link = document.createElement("a");
    link.href = `../${page}/#${name}`;
    link.textContent = summary.dataset.inPart.replace("{part}", page).replace("{problem}", problem);
    line.append(link);
    return line;
  };

  const tellRefused = (refused) => {
    refused.sort((one, other) => one.page - other.page);
    const lines = refused.flatMap(({ page, problems }) => problems.map((problem) => lineOf(page, ...problem)));
    document.getElementById("refusals").replaceChildren(...lines);
    summary.hidden = false;
    summary.focus();
  };

  /* Whoever sends without it would think that it is sent too. */
  form.addEventListener("submit", (event) => {
    if (event.submitter?.value !== "send" || !summary?.matches("[data-comes-first]:not([hidden])")) return;
    if (!queue.refused().length) return; // mended in another window
    event.preventDefault();
    summary.focus();
  });
  addEventListener("pageshow", (event) => event.persisted && location.reload());

  if (document.querySelector("[data-nothing-left]")) queue.forget();
  if (location.pathname.endsWith("/sent/")) queue.forgetParts(); // the visit ends here
  const refused = summary ? queue.refused() : [];
  if (refused.some(({ lang }) => lang !== document.documentElement.lang)) queue.tryRefused(); // and told in this language
  if (queue.waiting().length) deliverAll();
  else if (refused.length) tellRefused(refused);
})();
