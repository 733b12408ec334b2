/* Saves every choice at once, and keeps trying while the connection is gone. Without this script each step is saved. */
"use strict";

(() => {
  const form = document.getElementById("answering");
  const status = document.getElementById("saved");
  const hint = document.getElementById("saving");
  const queue = window.choicesWaiting;
  const page = Number(form.action.match(/(\d+)\/$/)[1]);
  const TYPING_MS = 700;
  const SLOW_MS = 800;
  const FIRST_RETRY_MS = 2000;
  const LAST_RETRY_MS = 30000;
  const AGAIN_MS = 100;
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)");
  const pageLanguage = document.documentElement.lang;
  const [navigation] = performance.getEntriesByType("navigation");
  let clock = Number(status.dataset.now) - navigation.responseStart; // the site's time, as this page knows it
  let shown = JSON.parse(form.elements.shown.value);
  let pause = FIRST_RETRY_MS;
  let next = 0;
  let slow = 0;
  let again = 0;
  let running = null;
  let isNews = false;
  const chosenAt = {}; // the moment of each choice in the form, until it is delivered
  let changes = 0; // choices made or delivered
  let isLeaving = false;
  let isRedirected = false; // by the site, to a page that explains: what still waits is kept, so there is nothing to warn of

  hint.textContent = hint.dataset.atOnce;

  /* After a choice, "saved" is news even in the same minute: announce it again, to eyes and to screen readers. */
  const announce = (text, isWrong) => {
    clearTimeout(slow);
    clearTimeout(again);
    if (isNews && status.textContent === text) {
      status.textContent = "\u00a0";
      again = setTimeout(() => {
        status.textContent = text;
        if (!isCalm.matches) status.animate({ opacity: [0, 1] }, 400);
      }, AGAIN_MS);
    } else if (status.textContent !== text) status.textContent = text;
    isNews = false;
    status.classList.toggle("is-unsaved", isWrong);
  };
  const announceUnsaved = () => announce(status.dataset.unsaved, true);
  const isUnsaved = () => status.classList.contains("is-unsaved");

  const fieldsOf = (name) => [...form.querySelectorAll(`[name="${name}"]`)];
  const isText = (field) => field.type === "textarea";

  const valuesIn = (place, name) =>
    [...place.querySelectorAll(`[name="${name}"]`)]
      .filter((field) => (isText(field) ? field.value : field.checked))
      .map((field) => field.value);

  const fill = (name, values) => {
    if (valuesIn(form, name).sort().join("\n") === [...values].sort().join("\n")) return;
    for (const field of fieldsOf(name)) {
      if (isText(field)) field.value = values[0] || "";
      else field.checked = values.includes(field.value);
    }
  };

  const keep = (card, isCleared = false) => {
    const fields = card.querySelectorAll("input, textarea");
    const names = [...new Set([...fields].map((field) => field.name))];
    const data = new FormData(form);
    const moment = Math.round(clock + performance.now());
    changes += 1;
    for (const name of names) chosenAt[name] = moment;
    queue.keep(card.id || names[0], {
      page,
      isCleared,
      moment,
      fields: Object.fromEntries(names.map((name) => [name, data.getAll(name)])),
      shown: Object.fromEntries(names.filter((name) => shown[name]).map((name) => [name, shown[name]])),
    });
  };

  /* Make a field and what the page says it showed equal to what is stored; otherwise the field would count as a new
     choice. */
  const applyStored = (name, values, stored) => {
    fill(name, values);
    if (stored) shown[name] = stored;
    else delete shown[name];
    delete chosenAt[name];
  };

  /* Show what is stored now without leaving the page, so that a connection that is lost again cannot take it away. */
  const showStored = async () => {
    const before = changes;
    let answer, there;
    try {
      answer = await fetch(location.href, { cache: "no-store" });
      if (answer.status >= 500) throw new Error(answer.status);
      there = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch {
      next = setTimeout(save, pause);
      return;
    }
    if (changes !== before) {
      showStored(); // this answer is older than the latest choice
      return;
    }
    const fresh = there.getElementById("answering");
    if (!fresh?.elements.shown || there.documentElement.lang !== pageLanguage) {
      if (answer.status === 403 && !isUnsaved()) return; // a lost cookie loses nothing
      isRedirected = true;
      location.reload(); // to a page that says why there are no questions here now, or asks them in another language
      return;
    }
    const stored = JSON.parse(fresh.elements.shown.value);
    const waiting = new Set(queue.waiting().flatMap(([, choice]) => Object.keys(choice.fields)));
    const names = new Set([...form.querySelectorAll(".question [name]:not(button)")].map((field) => field.name));
    for (const name of [...names].filter((one) => !waiting.has(one))) {
      applyStored(name, valuesIn(fresh, name), stored[name]);
    }
    form.elements.shown.value = JSON.stringify(shown);
    if (!waiting.size) announce(there.getElementById("saved").textContent, false);
  };

  const send = (delay) => {
    clearTimeout(next);
    clearTimeout(slow);
    next = setTimeout(save, delay);
    slow = setTimeout(() => queue.waiting().length && announceUnsaved(), delay + SLOW_MS);
  };

  /* From now on the page shows what was sent, or a newer choice that was made elsewhere. */
  const applyReply = (reply) => {
    clock = reply.now - performance.now();
    if (reply.page !== page) return;
    const stored = JSON.parse(reply.shown);
    const waiting = new Set(queue.waiting().map(([card]) => card));
    for (const [card, choice] of Object.entries(reply.sent)) {
      for (const [name, values] of Object.entries(choice.fields)) {
        if (!(name in stored) || name in reply.problems) continue;
        if (waiting.has(card)) shown[name] = stored[name];
        else applyStored(name, reply.overtaken[name] || values, stored[name]);
      }
    }
    for (const name of Object.keys(shown).filter((one) => !(one in stored) && !(one in chosenAt))) {
      applyStored(name, []); // withdrawn in another window, and no longer stored
    }
    form.elements.shown.value = JSON.stringify(shown);
  };

  async function deliverAll() {
    let reply = null;
    let problem = "";
    while (queue.waiting().length) {
      try {
        reply = await queue.deliver(form.elements.key.value);
      } catch {
        announceUnsaved();
        next = setTimeout(save, pause);
        pause = Math.min(pause * 1.5, LAST_RETRY_MS);
        return false;
      }
      if (reply.elsewhere) {
        isRedirected = true;
        form.elements.moments.value = JSON.stringify(chosenAt);
        if (reply.isFull && reply.page === page) {
          queue.forgetPage(page); // the next page holds them, for another try
          form.submit();
        } else location.assign(reply.elsewhere); // the next page says why they cannot be stored
        return false;
      }
      problem = Object.values(reply.problems)[0] || problem;
      changes += 1;
      applyReply(reply);
    }
    pause = FIRST_RETRY_MS;
    const isOvertaken = !reply && isUnsaved() && !queue.refused().length;
    if (isOvertaken) showStored(); // another window delivered it, or made a newer choice
    if (reply) announce(problem || reply.saved, Boolean(problem));
    return true;
  }

  function save() {
    clearTimeout(next);
    running ??= deliverAll().finally(() => {
      running = null;
    });
    return running;
  }

  const clear = (card) => {
    for (const field of card.querySelectorAll("input, textarea")) fill(field.name, []);
    keep(card, true);
    card.querySelector("input").focus();
    send(0);
  };

  form.addEventListener("change", (event) => {
    keep(event.target.closest(".question"));
    isNews = true;
    send(0);
  });
  form.addEventListener("input", (event) => {
    if (!isText(event.target)) return;
    keep(event.target.closest(".question"));
    send(TYPING_MS);
  });

  form.addEventListener("submit", async (event) => {
    if (event.submitter?.name === "clear") {
      event.preventDefault();
      clear(event.submitter.closest(".question"));
    } else if (queue.waiting().length) {
      event.preventDefault();
      if (isLeaving) return;
      isLeaving = true;
      const isDone = await save();
      isLeaving = false;
      if (isDone && !queue.waiting().length) form.requestSubmit(event.submitter);
    } else {
      form.elements.moments.value = JSON.stringify(chosenAt); // another window may have delivered a newer choice meanwhile
      queue.dropRefused(); // the form carries them again, and the next page says what is wrong
    }
  });

  /* Whoever returns to this window may have answered in another one, or on another device. */
  const onReturn = () => {
    if (isUnsaved()) save();
    else if (!document.hidden && !queue.waiting().length && !queue.refused().length) showStored();
  };
  addEventListener("online", () => isUnsaved() && save());
  document.addEventListener("visibilitychange", onReturn);
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  addEventListener("beforeunload", (event) => {
    if (queue.waiting().length && !isLeaving && !isRedirected) event.preventDefault();
  });

  /* What an earlier page could not deliver: show it, deliver it, and then show what is stored. */
  queue.tryRefused();
  for (const choice of Object.values(queue.all()).filter((one) => one.page === page)) {
    for (const [name, values] of Object.entries(choice.fields)) {
      fill(name, values);
      chosenAt[name] = choice.moment;
    }
  }
  if (queue.waiting().length) {
    announceUnsaved();
    save().then((isDone) => isDone && !queue.refused().length && showStored());
  }
})();
