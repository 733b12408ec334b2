/* Choices that were not delivered yet: kept on this device until they are, at most a day. Each is delivered with when it
   was made and what the page showed then, so that the same delivery twice, or late, does no harm. */
"use strict";

window.choicesWaiting = (() => {
  const PREFIX = "answers:";
  const DAY_MS = 24 * 60 * 60 * 1000;
  const TIMEOUT_MS = 10000;
  const here = location.pathname.match(/^(.*\/answers\/([0-9a-f-]{36})\/)/);
  const place = here && PREFIX + here[2];
  let inMemory = {}; // for a browser that lets us keep nothing

  const isFresh = (choice) => choice.keptAt > Date.now() - DAY_MS;

  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(place)) || {};
    } catch {
      return inMemory;
    }
  };

  const write = (choices) => {
    inMemory = choices;
    try {
      if (Object.keys(choices).length) localStorage.setItem(place, JSON.stringify(choices));
      else localStorage.removeItem(place);
    } catch {
      // in memory it is, then
    }
  };

  const forgetOld = () => {
    try {
      for (const name of Object.keys(localStorage).filter((one) => one.startsWith(PREFIX))) {
        const choices = Object.entries(JSON.parse(localStorage.getItem(name)) || {});
        const fresh = choices.filter(([, choice]) => isFresh(choice));
        if (!fresh.length) localStorage.removeItem(name);
        else if (fresh.length < choices.length) localStorage.setItem(name, JSON.stringify(Object.fromEntries(fresh)));
      }
    } catch {
      // nothing is kept that we could forget
    }
  };

  const bodyOf = (key, choices) => {
    const body = new URLSearchParams({ key });
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

  /* Take out what was stored; what was refused stays, and waits for nothing until it is changed. */
  const settle = (sent, problems) => {
    const choices = read();
    for (const [card, choice] of Object.entries(sent)) {
      if (!choices[card] || choices[card].moment !== choice.moment) continue;
      if (Object.keys(choice.fields).some((name) => name in problems)) choices[card].isRefused = true;
      else delete choices[card];
    }
    write(choices);
  };

  const waiting = () => Object.entries(read()).filter(([, choice]) => !choice.isRefused && isFresh(choice));

  /* Deliver what waits for one page of questions. Resolves to what the site told, or to where the person must go
     because it takes no answers (any more); rejects when there is no connection or the site is down. */
  async function deliver(key) {
    const { page } = waiting()[0][1];
    const sent = Object.fromEntries(waiting().filter(([, choice]) => choice.page === page));
    const answer = await fetch(here[1] + page + "/", {
      method: "POST",
      body: bodyOf(key, sent),
      headers: { Accept: "application/json" },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (answer.redirected) return { elsewhere: answer.url };
    if (!answer.ok && answer.status < 500) {
      const why = answer.status === 409 ? "?late" : "";
      return { page, elsewhere: here[1] + page + "/" + why, isFull: [422, 429].includes(answer.status) };
    }
    if (!answer.ok) throw new Error(answer.status);
    const told = await answer.json();
    settle(sent, told.problems);
    return { page, sent, ...told };
  }

  forgetOld();

  return {
    deliver,
    waiting,
    all: read,
    refused: () => Object.entries(read()).filter(([, choice]) => choice.isRefused),
    forget: () => write({}),
    keep: (card, choice) => write({ ...read(), [card]: { ...choice, keptAt: Date.now() } }),
    tryRefused: () => write(Object.fromEntries(Object.entries(read()).map(([card, one]) => [card, { ...one, isRefused: false }]))),
    dropRefused: () => write(Object.fromEntries(waiting())),
  };
})();
