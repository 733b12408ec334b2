// Says in words that what somebody sent is being done. The button stays as it is, so that nothing can get lost by this:
// a form that is sent twice does its work once. What has words of its own says them at once, all else after a moment.
(() => {
  const usual = document.querySelector("[data-busy-usual]")?.dataset.busyUsual;
  if (!usual) return;
  const MOMENT = 600; // Milliseconds; a page that comes sooner needs no words.
  const LONGEST = 60000; // Then the browser has given up, or something was saved as a file and the page stays.
  const told = document.createElement("p");
  told.className = "visually-hidden";
  told.setAttribute("role", "status");
  document.body.append(told);
  let timers = [];

  function rest() {
    timers.forEach((timer) => window.clearTimeout(timer));
    timers = [];
    told.textContent = "";
    document.querySelectorAll(".busy-words").forEach((one) => one.remove());
  }

  function say(words, button) {
    told.textContent = words;
    const seen = document.createElement("span");
    seen.className = "busy-words";
    seen.setAttribute("aria-hidden", "true"); // The line with the role says it.
    seen.textContent = words;
    button.after(seen);
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const button = event.submitter || form.querySelector("[type=submit]");
    const target = button?.formTarget || form.target;
    const method = button?.getAttribute("formmethod") || form.getAttribute("method") || "get";
    if (event.defaultPrevented || !button || target === "_blank" || method.toLowerCase() !== "post") return;
    rest();
    const own = button.dataset.busy ?? form.dataset.busy;
    if (own === "") return; // It is saved as a file.
    timers = [
      window.setTimeout(() => say(own || usual, button), own ? 0 : MOMENT),
      window.setTimeout(rest, LONGEST),
    ];
  });
  window.addEventListener("pageshow", (event) => { if (event.persisted) rest(); });
})();
