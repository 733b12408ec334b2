/* On the pages after the questions: deliver what a page of questions could not, and show what then counts. */
"use strict";

(() => {
  const RETRY_MS = 5000;
  const queue = window.choicesWaiting;
  const status = document.getElementById("saved");
  const key = document.getElementById("answering").elements.key.value;

  async function deliverAll() {
    try {
      while (queue.waiting().length) {
        const told = await queue.deliver(key);
        if (told.elsewhere) {
          location.assign(told.elsewhere); // the page that comes says why they can't be stored
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
  if (queue.waiting().length) deliverAll();
})();
