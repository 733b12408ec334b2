/* On the pages after the questions: deliver what a page of questions could not, and show what is stored then; and say what
   this device keeps because the site refused it. */
"use strict";

(() => {
  const queue = window.choicesWaiting;
  const status = document.getElementById("saved");
  const summary = document.getElementById("not-stored");
  const form = document.getElementById("answering");
  const delivering = queue.repeating(deliverAll);
  let isLeaving = false; // with this form, which may take back what would be delivered

  async function deliverAll() {
    try {
      while (queue.waiting().length && !isLeaving) {
        const reply = await queue.deliver(form.elements.key.value);
        if (reply.elsewhere) {
          location.assign(reply.elsewhere); // the next page says why they cannot be stored
          return;
        }
      }
      if (!isLeaving) location.reload();
    } catch {
      if (status) {
        status.textContent = status.dataset.unsaved;
        status.classList.add("is-unsaved");
      }
      delivering.fail();
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
  const isHeldUp = (button) =>
    button?.value === "send" && summary?.matches("[data-comes-first]:not([hidden])") && queue.refused().length;
  form.addEventListener("submit", (event) => {
    isLeaving = !isHeldUp(event.submitter);
    if (event.submitter?.value === "withdraw") queue.stop(); // what is under way would come after it
    if (isLeaving) return;
    event.preventDefault();
    summary.focus();
  });
  addEventListener("online", () => queue.waiting().length && delivering.anew());
  document.addEventListener("visibilitychange", () => !document.hidden && queue.waiting().length && delivering.atOnce());
  addEventListener("pageshow", (event) => event.persisted && location.reload());

  if (document.querySelector("[data-nothing-left]")) queue.forget();
  if (location.pathname.endsWith("/sent/")) queue.forgetParts(); // the visit ends here
  const refused = summary ? queue.refused() : [];
  if (refused.some(({ lang }) => lang !== document.documentElement.lang)) queue.tryRefused(); // and told in this language
  if (queue.waiting().length) delivering.run();
  else if (refused.length) tellRefused(refused);
})();
