/* Saves every choice at once, keeps trying while the connection is gone, and goes on with the parts that this tab keeps.
   Without this script each step is saved. */
"use strict";

(() => {
  const form = document.getElementById("answering");
  const status = document.getElementById("saved");
  const said = document.getElementById("part").dataset;
  const queue = window.choicesWaiting;
  const fields = window.answerFields;
  const parts = window.blankParts;
  const TYPING_MS = 700;
  const SLOW_MS = 800;
  const AGAIN_MS = 100;
  const FRESH_MS = 5000; // so long a reply of the site says that there is a connection
  const WAIT_MS = 4000; // so long whoever goes on waits for the site
  const WAIT_AGAIN_MS = 1000; // and so long when it did not reply the last time
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)");
  const pageLanguage = document.documentElement.lang;
  const saving = queue.repeating(deliverAll);
  let slow = 0;
  let again = 0;
  let isNews = false;
  let isLeaving = false;
  let problem = ""; // with what was refused and still is
  let isRedirected = false; // by the site, to a page that explains: what still waits is kept, so there is nothing to warn of
  let repliedAt = navigator.onLine ? performance.now() : -Infinity;
  let isAway = false; // from the site: this part, or what follows it, is not the site's own page
  let away = ""; // what is said then
  let wanted = null; // the button to the check, as soon as the site can be reached

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
    status.classList.toggle("is-away", isWrong && isAway);
  };
  const announceUnsaved = () => announce(isAway ? away : status.dataset.unsaved, true);
  const isUnsaved = () => status.classList.contains("is-unsaved");

  /* Show what is stored now without leaving the page, so that a connection that is lost again cannot take it away. */
  const showStored = async () => {
    const before = fields.nChanges();
    const page = fields.page();
    let answer, there;
    try {
      answer = await fetch(location.href, { cache: "no-store" });
      if (answer.status >= 500) throw new Error(answer.status);
      there = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch {
      saving.fail();
      return;
    }
    if (fields.nChanges() !== before || fields.page() !== page) {
      showStored(); // this answer is older than the latest choice, or of another part
      return;
    }
    const fresh = there.getElementById("answering");
    if (!fresh?.elements.shown || there.documentElement.lang !== pageLanguage) {
      if (answer.status === 403 && !isUnsaved()) return; // a lost cookie loses nothing
      isRedirected = true;
      location.reload(); // to a page that says why there are no questions here now, or asks them in another language
      return;
    }
    fields.applyPage(there);
    if (!queue.waiting().length && !problem) announce(there.getElementById("saved").textContent, false);
  };

  const send = (delay) => {
    clearTimeout(slow);
    saving.after(delay);
    slow = setTimeout(() => queue.waiting().length && announceUnsaved(), delay + SLOW_MS);
  };

  const tryLater = () => {
    repliedAt = -Infinity;
    if (queue.waiting().length || isUnsaved()) announceUnsaved();
    saving.fail();
    return false;
  };

  const problemIn = (reply) => {
    const [problem] = Object.values(reply.problems);
    if (!problem || reply.page === fields.page()) return problem;
    return said.inPart.replace("{part}", reply.page).replace("{problem}", problem);
  };

  const leadElsewhere = (reply) => {
    isRedirected = true;
    fields.noteMoments();
    if (reply.isFull && reply.page === fields.page()) form.submit(); // the next page holds them, for another try
    else location.assign(reply.elsewhere); // the next page says why they cannot be stored
    return false;
  };

  async function deliverAll() {
    let reply = null;
    while (queue.waiting().length) {
      try {
        reply = await queue.deliver(form.elements.key.value);
      } catch {
        return tryLater();
      }
      if (reply.elsewhere) return leadElsewhere(reply);
      problem = problemIn(reply) || problem;
      fields.applyReply(reply);
      repliedAt = performance.now();
    }
    if (!reply && (isAway || isDoubtful())) {
      if (!(await queue.isThere())) return tryLater();
      repliedAt = performance.now();
      if (queue.waiting().length) return deliverAll(); // made while the site was asked
    }
    saving.succeed();
    const isOlder = isAway || (!reply && isUnsaved()); // another window delivered it, or made a newer choice
    isAway = false;
    if (!queue.refused().length) problem = "";
    if (isOlder && !problem && !wanted) showStored();
    if (reply || problem) announce(problem || reply.saved, Boolean(problem));
    goWhereWanted();
    return true;
  }

  form.addEventListener("change", (event) => {
    fields.keep(event.target.closest(".question"));
    stay();
    isNews = true;
    send(0);
  });
  form.addEventListener("input", (event) => {
    if (!fields.isText(event.target)) return;
    fields.keep(event.target.closest(".question"));
    stay();
    send(TYPING_MS);
  });

  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (button?.name === "clear") {
      event.preventDefault();
      fields.clear(button.closest(".question"));
      stay();
      send(0);
    } else if (queue.waiting().length || isDoubtful()) {
      event.preventDefault();
      if (isLeaving) return;
      isLeaving = true;
      stay();
      const isDone = await inTime(saving.run());
      isLeaving = false;
      if (isDone) form.requestSubmit(button);
      else if (!isRedirected) goOnWithout(button);
    } else fields.noteMoments();
  });

  /* Without a connection: the parts that this tab keeps are put in the place of this one. */

  /* Whether the site must be asked before leaving, because the browser would show an error instead of the next page. */
  function isDoubtful() {
    return parts.areHere() && performance.now() - repliedAt > FRESH_MS;
  }

  const inTime = (done) => {
    if (!parts.areHere()) return done;
    const most = repliedAt === -Infinity ? WAIT_AGAIN_MS : WAIT_MS;
    return Promise.race([done, new Promise((resolve) => setTimeout(() => resolve(false), most))]);
  };

  /* What was refused is tried again, so that what is wrong is said as of the part that is shown now. */
  const turnTo = (number, blank) => {
    fields.turnTo(number, blank);
    queue.tryRefused();
  };

  const goOnWithout = (button) => {
    if (!parts.areHere()) return;
    const step = button?.name === "go" ? { next: 1, previous: -1 }[button.value] : 0;
    const number = fields.page() + step;
    const blank = step ? parts.get(number) : null;
    repliedAt = -Infinity;
    isAway = true;
    away = said.away;
    if (blank) {
      history.pushState(null, "", parts.addressOf(number));
      turnTo(number, blank);
    } else if (step > 0) {
      wanted = button;
      away = said.last;
    } else away = said.needed;
    announceUnsaved();
  };

  /* Whoever does something else does not want to be taken away from it. */
  function stay() {
    if (!wanted) return;
    wanted = null;
    away = said.away;
    announceUnsaved();
  }

  function goWhereWanted() {
    const button = wanted;
    wanted = null;
    if (button && !problem && !isLeaving) form.requestSubmit(button);
  }

  addEventListener("popstate", () => {
    const number = parts.pageAt(location.pathname);
    if (!number || number === fields.page()) return;
    stay();
    const blank = parts.get(number);
    if (!blank) location.reload();
    else {
      turnTo(number, blank);
      if (isAway) announceUnsaved();
      else if (queue.waiting().length) deliverAndShow();
      else showStored();
    }
  });

  addEventListener("offline", () => {
    repliedAt = -Infinity;
  });

  /* Deliver what waits, and show what is stored then; what is refused stays in its place. */
  const deliverAndShow = async () => {
    announceUnsaved();
    if ((await saving.run()) && !queue.refused().length) showStored();
  };

  /* Whoever returns to this window may have answered in another one, or on another device. */
  const onReturn = () => {
    if (isUnsaved()) saving.atOnce();
    else if (!document.hidden && !queue.waiting().length && !queue.refused().length) showStored();
  };
  addEventListener("online", () => (isUnsaved() || queue.waiting().length) && saving.anew());
  document.addEventListener("visibilitychange", onReturn);
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  addEventListener("beforeunload", (event) => {
    if (queue.waiting().length && !isLeaving && !isRedirected) event.preventDefault();
  });

  /* What an earlier page could not deliver, or had refused; a page that was sent back says itself what is wrong. */
  if (!document.querySelector(".error-summary")) queue.tryRefused();
  fields.showKept();
  if (queue.waiting().length) deliverAndShow();
})();
