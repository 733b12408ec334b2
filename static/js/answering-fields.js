/* The fields of the part that is shown: what stands in them, what the site has stored, and what was chosen since. */
"use strict";

window.answerFields = (() => {
  const form = document.getElementById("answering");
  const place = document.getElementById("part");
  const queue = window.choicesWaiting;
  const parts = window.blankParts;
  const { now } = document.getElementById("saved").dataset;
  const [navigation] = performance.getEntriesByType("navigation");
  let clock = Number(now) - navigation.responseStart; // the site's time, as this page knows it
  let page = parts.pageAt(new URL(form.action).pathname);
  let changes = 0; // choices made or delivered
  let shown = {}; // of all parts: what is stored of a question, as a short text with its number
  let words = {}; // of all parts: stored texts
  let chosenAt = {}; // the moment of each choice in the form, until it is delivered

  const isText = (field) => field.type === "textarea";
  const fieldsOf = (name) => [...form.querySelectorAll(`[name="${name}"]`)];
  const namesHere = () => [...new Set([...place.querySelectorAll(".question [name]:not(button)")].map((one) => one.name))];

  const valuesIn = (there, name) =>
    [...there.querySelectorAll(`[name="${name}"]`)]
      .filter((field) => (isText(field) ? field.value : field.checked))
      .map((field) => field.value);

  const fill = (name, values) => {
    if (valuesIn(form, name).sort().join("\n") === [...values].sort().join("\n")) return;
    for (const field of fieldsOf(name)) {
      if (isText(field)) field.value = values[0] || "";
      else field.checked = values.includes(field.value);
    }
  };

  /* Return what is stored for a question of this part. */
  const storedFor = (name) => {
    const [field] = fieldsOf(name);
    const text = isText(field) ? words[name] : shown[name]?.[0];
    if (!text) return [];
    return field.type === "checkbox" ? text.split(" ") : [text];
  };

  const noteShown = () => {
    const here = namesHere().filter((name) => shown[name]);
    form.elements.shown.value = JSON.stringify(Object.fromEntries(here.map((name) => [name, shown[name]])));
  };

  const keep = (card, isCleared = false) => {
    const names = [...new Set([...card.querySelectorAll("input, textarea")].map((field) => field.name))];
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
    words[name] = values[0];
    delete chosenAt[name];
  };

  /* From now on the page shows what was sent, or a newer choice that was made elsewhere. */
  const applyReply = (reply) => {
    clock = reply.now - performance.now();
    changes += 1;
    const stored = JSON.parse(reply.shown);
    const waiting = new Set(queue.waiting().map(([card]) => card));
    for (const [card, choice] of Object.entries(reply.sent)) {
      for (const [name, values] of Object.entries(choice.fields)) {
        if (!(name in stored) || name in reply.problems) continue;
        if (waiting.has(card)) shown[name] = stored[name];
        else applyStored(name, reply.overtaken[name] || values, stored[name]);
      }
    }
    if (reply.page === page) {
      for (const name of namesHere().filter((one) => one in shown && !(one in stored) && !(one in chosenAt))) {
        applyStored(name, []); // withdrawn in another window, and no longer stored
      }
    }
    noteShown();
  };

  /* Note what the site has stored, from this page or from a newer copy of it. */
  const learn = (there) => {
    const elsewhere = JSON.parse(there.getElementById("part").dataset.elsewhere);
    const here = there.getElementById("answering");
    shown = { ...elsewhere.shown, ...JSON.parse(here.elements.shown.value) };
    words = { ...elsewhere.words };
    for (const { name, value } of here.querySelectorAll("#part textarea")) words[name] = value;
  };

  /* Show what is stored, where no choice of this device waits or was refused. */
  const applyPage = (there) => {
    const choices = [...queue.waiting().map(([, choice]) => choice), ...queue.refused()];
    const unsaved = new Set(choices.flatMap((choice) => Object.keys(choice.fields)));
    const before = [...unsaved].filter((name) => shown[name]).map((name) => [name, shown[name]]);
    learn(there);
    for (const name of unsaved) delete shown[name];
    Object.assign(shown, Object.fromEntries(before)); // what these choices were based on
    for (const name of namesHere().filter((one) => !unsaved.has(one))) {
      applyStored(name, valuesIn(there, name), shown[name]);
    }
    noteShown();
  };

  /* Show what was chosen on this part and could not be delivered, or was refused. */
  const showKept = () => {
    for (const choice of Object.values(queue.all()).filter((one) => one.page === page)) {
      for (const [name, values] of Object.entries(choice.fields)) {
        fill(name, values);
        chosenAt[name] = choice.moment;
      }
    }
  };

  /* Put a part in the place of this one. What stands here and is not valid was never stored, so that waits from now. */
  const turnTo = (number, blank) => {
    const wrong = [...place.querySelectorAll(".has-error")].map((one) => one.closest(".question"));
    new Set(wrong).forEach((card) => keep(card));
    const heading = document.getElementById("progress-text");
    document.title = blank.title;
    document.querySelector(".error-summary")?.remove();
    document.querySelector(".progress-bar-line").value = number;
    heading.replaceChildren(...blank.getElementById("progress-text").childNodes);
    place.replaceChildren(...blank.getElementById("part").childNodes);
    page = number;
    form.action = parts.addressOf(number);
    chosenAt = {};
    for (const name of namesHere()) fill(name, storedFor(name));
    showKept();
    noteShown();
    tellHint();
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    scrollTo({ top: 0, behavior: "instant" });
  };

  const tellHint = () => {
    const hint = document.getElementById("saving");
    hint.textContent = hint.dataset.atOnce;
  };

  learn(document);
  tellHint();

  return {
    applyPage,
    applyReply,
    clear: (card) => {
      for (const field of card.querySelectorAll("input, textarea")) fill(field.name, []);
      keep(card, true);
      card.querySelector("input").focus();
    },
    isText,
    keep,
    /* Let the form carry the moments of its choices: another window may have delivered a newer one meanwhile. */
    noteMoments: () => {
      form.elements.moments.value = JSON.stringify(chosenAt);
    },
    nChanges: () => changes,
    page: () => page,
    showKept,
    turnTo,
  };
})();
