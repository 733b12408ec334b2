/* On the pages after the questions: deliver what a page of questions could not, and show what then counts. */
"use strict";

(async () => {
  const queue = window.choicesWaiting;
  const key = document.getElementById("answering")?.elements.key.value;
  if (document.querySelector("[data-nothing-left]")) queue.forget();
  try {
    const hadAny = queue.waiting().length;
    while (queue.waiting().length) {
      const told = await queue.deliver(key);
      if (told.elsewhere) {
        queue.forget();
        location.assign(told.elsewhere);
        return;
      }
    }
    if (hadAny) location.reload();
  } catch {
    addEventListener("online", () => location.reload());
  }
})();
