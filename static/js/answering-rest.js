/* On the pages after the questions: deliver what a page of questions could not, and show what is stored then. */
"use strict";

(() => {
  const RETRY_MS = 5000;
  const queue = window.choicesWaiting;
  const status = document.getElementById("saved");
  const key = document.getElementById("answering").elements.key.value;

  async function deliverAll() {
    try {
      while (queue.waiting().length) {
        const reply = await queue.deliver(key);
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

  if (document.querySelector("[data-nothing-left]")) queue.forget();
  if (location.pathname.endsWith("/sent/")) queue.forgetParts(); // the visit ends here
  if (queue.waiting().length) deliverAll();
})();
