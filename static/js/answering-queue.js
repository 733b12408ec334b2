/* Choices that have not been delivered yet, kept on this device until they are, for at most a day. Each is delivered
   with its moment and what the page showed then, so that a repeated or late delivery does no harm. */
"use strict";

window.choicesWaiting = (() => {
  const PREFIX = "answers:";
  const DAY_MS = 24 * 60 * 60 * 1000;
  const TIMEOUT_MS = 10000;
  const PROBE_MS = 3000;
  const SOON_MS = 100;
  const FIRST_RETRY_MS = 2000;
  const LAST_RETRY_MS = 30000;
  const here = location.pathname.match(/^(.*\/answers\/([0-9a-f-]{36})\/)/);
  const place = here && PREFIX + here[2] + ":";
  const inMemory = {}; // for a browser that does not let us store anything
  let giveUp = () => {};

  const isFresh = (choice) => choice.keptAt > Date.now() - DAY_MS;

  const names = (prefix) => {
    try {
      return Object.keys(localStorage).filter((name) => name.startsWith(prefix));
    } catch {
      return [];
    }
  };

  const get = (name) => {
    try {
      return JSON.parse(localStorage.getItem(name));
    } catch {
      return null;
    }
  };

  const put = (name, choice) => {
    try {
      localStorage.setItem(name, JSON.stringify(choice));
    } catch {
      inMemory[name] = choice;
    }
  };

  const drop = (name) => {
    delete inMemory[name];
    try {
      localStorage.removeItem(name);
    } catch {
      // it was never stored then
    }
  };

  /* Every choice has its own name and is never overwritten, so that windows cannot undo what another one stores. */
  const kept = () => {
    const stored = Object.fromEntries(names(place).map((name) => [name, get(name)]));
    return Object.entries({ ...stored, ...inMemory }).filter(([, choice]) => choice); // in memory is what came later
  };

  const nameOf = (choice) => `${place}${choice.card}:${choice.moment}`;

  const newest = () => {
    const choices = kept().map(([, choice]) => choice);
    choices.sort((one, other) => one.keptAt - other.keptAt);
    return Object.fromEntries(choices.map((choice) => [choice.card, choice]));
  };

  const dropUpTo = (last, spared = "") => {
    for (const [name, { card, keptAt }] of kept()) {
      if (name !== spared && card === last.card && keptAt <= last.keptAt) drop(name);
    }
  };

  const keep = (card, content) => {
    const choice = { ...content, card, keptAt: Date.now() };
    put(nameOf(choice), choice);
    dropUpTo(choice, nameOf(choice));
  };

  const mark = (choice, isRefused, told = {}) => {
    if (Boolean(choice.isRefused) !== isRefused) put(nameOf(choice), { ...choice, isRefused, ...told });
  };

  const forgetOld = () => {
    for (const name of names(PREFIX)) {
      if (!isFresh(get(name) || {})) drop(name);
    }
  };

  const bodyOf = (key, choices) => {
    const body = new URLSearchParams({ key, page_language: document.documentElement.lang });
    const shown = {};
    const moments = {};
    for (const [card, choice] of Object.entries(choices)) {
      for (const [name, values] of Object.entries(choice.fields)) {
        if (choice.shown[name]) shown[name] = choice.shown[name];
        moments[name] = choice.moment;
        for (const value of values) body.append(name, value);
      }
      if (choice.isCleared) body.append("clear", card);
    }
    body.set("shown", JSON.stringify(shown));
    body.set("moments", JSON.stringify(moments));
    return body;
  };

  /* Remove what was stored; what was refused stays, with what the site said of it, and is not sent again until it is
     changed. */
  const settle = (sent, reply) => {
    const { lang } = document.documentElement;
    for (const choice of Object.values(sent)) {
      const problems = Object.entries(reply.problems).filter(([name]) => name in choice.fields);
      if (!problems.length) dropUpTo(choice);
      else if (newest()[choice.card]?.moment === choice.moment) mark(choice, true, { problems, lang });
    }
  };

  const waiting = () => Object.entries(newest()).filter(([, choice]) => !choice.isRefused && isFresh(choice));
  const refused = () => Object.values(newest()).filter((choice) => choice.isRefused);

  /* Of the parts that this tab keeps to go on without a connection nothing is answered; see answering-parts.js. */
  const forgetParts = () => {
    try {
      for (const name of Object.keys(sessionStorage)) if (name.startsWith("parts:")) sessionStorage.removeItem(name);
    } catch {
      // they were never stored then
    }
  };

  const forget = () => {
    for (const [name] of kept()) drop(name);
    forgetParts();
  };

  const forgetPage = (page) => {
    for (const [name, choice] of kept()) if (choice.page === page) drop(name);
  };

  const within = (milliseconds) => {
    const controller = new AbortController();
    giveUp = () => controller.abort();
    setTimeout(giveUp, milliseconds);
    return controller.signal;
  };

  /* Deliver what waits for one page of questions. Resolves to the site's reply, which says where the person must go if
     it could not store the choices; rejects when there is no connection, when the site is down, and when the reply is
     not the site's own but that of a proxy or portal in between. */
  async function deliver(key) {
    const { page } = waiting()[0][1];
    const sent = Object.fromEntries(waiting().filter(([, choice]) => choice.page === page));
    const answer = await fetch(here[1] + page + "/", {
      method: "POST",
      body: bodyOf(key, sent),
      headers: { Accept: "application/json" },
      redirect: "error",
      signal: within(TIMEOUT_MS),
    });
    const reply = await answer.json();
    if (!reply.elsewhere && !reply.shown) throw new Error(answer.status);
    if (reply.isOver) forget();
    if (!reply.elsewhere) settle(sent, reply);
    return { page, sent, ...reply };
  }

  /* Ask the site for nothing, to know whether it is there. */
  async function isThere() {
    const asking = { method: "HEAD", cache: "no-store", redirect: "error", signal: within(PROBE_MS) };
    try {
      const answer = await fetch(here[1] + "parts/", asking);
      return answer.status < 500 && answer.headers.get("Content-Type") === "application/json";
    } catch {
      return false;
    }
  }

  /* Repeat what may fail, which tells whether it did. The pauses grow, so that a site that is down is left in peace, and
     differ from one device to the next, so that they do not all come back at the same moment. Whoever asks while an
     attempt is under way, which may hang for want of a connection, gets another one after it. */
  const repeating = (attempt) => {
    let pause = FIRST_RETRY_MS;
    let timer = 0;
    let running = null;
    let isAsked = false;
    const run = () => {
      clearTimeout(timer);
      if (running) isAsked = true;
      running ??= attempt().finally(() => {
        running = null;
      });
      return running;
    };
    const after = (delay) => {
      clearTimeout(timer);
      timer = setTimeout(run, delay);
    };
    return {
      run,
      after,
      /* There may be a connection now. */
      atOnce: () => {
        pause = FIRST_RETRY_MS;
        return run();
      },
      /* There is a connection again: what was asked without one is not waited for. */
      anew: () => {
        const isUnderWay = Boolean(running);
        pause = FIRST_RETRY_MS;
        run();
        if (isUnderWay) giveUp();
      },
      succeed: () => {
        pause = FIRST_RETRY_MS;
        isAsked = false;
      },
      fail: () => {
        after(isAsked ? SOON_MS : (pause * (1 + Math.random())) / 2);
        if (!isAsked) pause = Math.min(pause * 1.5, LAST_RETRY_MS);
        isAsked = false;
      },
    };
  };

  forgetOld();
  const holder = document.querySelector("[data-holds-part]"); // the page of a full round, for another try
  if (holder) forgetPage(Number(holder.dataset.holdsPart));

  return {
    deliver,
    waiting,
    refused,
    forget,
    forgetParts,
    isThere,
    keep,
    stop: () => giveUp(),
    repeating,
    all: newest,
    tryRefused: () => refused().forEach((choice) => mark(choice, false)),
  };
})();
