// Tells the numbers of a chart at the place under the pointer, the finger or the arrow keys. All that it says it takes
// from the table that belongs to the chart; without this script the table says the same.
(() => {
  const GRACE = 250; // Milliseconds in which the pointer may pass from a place to its words.
  const BESIDE = 18; // Pixels between the pointer and the words, so that it can go on to the next place.

  function textOf(cell) { return cell.textContent.trim().replace(/\s+/g, " "); }

  // The drawing that is shown: on a wide screen that of the source, else that of the image itself.
  function drawingOf(picture) {
    const source = picture.querySelector("source");
    return matchMedia(source.media).matches ? source : picture.querySelector("img");
  }

  function numbersOf(text, all) { return text === "*" ? all : text.split(",").map(Number); }

  // A line of cells: those of one row under the name of the row, or those of one column under that of the column.
  function wordsOf(table, row, columns) {
    const heads = [...table.tHead.rows[0].cells].map(textOf);
    const rows = [...table.tBodies[0].rows].map((one) => [...one.cells].map(textOf));
    if (row === "*") {
      const [column] = numbersOf(columns);
      return { name: heads[column], values: rows.map((cells) => [cells[0], cells[column]]) };
    }
    const cells = rows[Number(row)];
    const places = numbersOf(columns, heads.map((_head, place) => place).slice(1));
    return { name: cells[0], values: places.map((place) => [heads[place], cells[place]]) };
  }

  function made(kind, name, text) {
    const element = document.createElement(kind);
    element.className = name;
    if (text) element.textContent = text;
    return element;
  }

  class Values {
    constructor(figure, picture, table) {
      Object.assign(this, { figure, picture, table, image: picture.querySelector("img") });
      this.list = made("div", "chart-areas");
      this.list.tabIndex = 0;
      this.list.setAttribute("role", "listbox");
      this.list.setAttribute("aria-label", textOf(figure.querySelector("summary")));
      this.list.id = `${figure.id || "figure"}-areas`;
      this.bubble = made("div", "chart-words");
      this.bubble.setAttribute("aria-hidden", "true"); // The names of the places say the same.
      this.bubble.hidden = true;
      figure.classList.add("has-areas");
      picture.after(this.list, this.bubble);
      this.draw();
      this.listen();
    }

    // Put a place over each part of the drawing that is shown now, in parts of its width and height.
    draw() {
      this.shown = this.held = this.last = null;
      const drawing = drawingOf(this.picture);
      const [width, height] = ["width", "height"].map((side) => Number(drawing.getAttribute(side)));
      this.places = drawing.dataset.areas.split(";").map((written, index) => {
        const [left, top, breadth, depth, row, columns] = written.split(" ");
        const place = made("div", "chart-area");
        place.id = `${this.list.id}-${index}`;
        place.setAttribute("role", "option");
        place.setAttribute("aria-selected", "false");
        place.words = wordsOf(this.table, row, columns);
        const values = place.words.values.map(([head, cell]) => `${head} ${cell}`).join(", ");
        place.setAttribute("aria-label", `${place.words.name}: ${values}`);
        Object.assign(place.style, {
          left: `${(100 * left) / width}%`,
          top: `${(100 * top) / height}%`,
          width: `${(100 * breadth) / width}%`,
          height: `${(100 * depth) / height}%`,
        });
        return place;
      });
      this.list.replaceChildren(...this.places);
      this.lay();
    }

    // Lay the places exactly over the image, wherever the page has it.
    lay() {
      const { offsetLeft, offsetTop, offsetWidth, offsetHeight } = this.image;
      Object.assign(this.list.style, {
        left: `${offsetLeft}px`, top: `${offsetTop}px`, width: `${offsetWidth}px`, height: `${offsetHeight}px`,
      });
    }

    listen() {
      const laid = new ResizeObserver(() => { this.lay(); if (this.shown) this.put(); });
      laid.observe(this.image);
      laid.observe(this.figure);
      matchMedia(this.picture.querySelector("source").media).addEventListener("change", () => {
        this.release();
        this.draw();
      });
      this.list.addEventListener("pointerover", (event) => this.point(event));
      this.list.addEventListener("pointerout", (event) => this.leave(event));
      this.bubble.addEventListener("pointerenter", () => clearTimeout(this.leaving));
      this.bubble.addEventListener("pointerleave", (event) => this.leave(event));
      this.list.addEventListener("click", (event) => {
        const place = event.target.closest(".chart-area");
        if (place) this.hold(place, event.clientX);
        else this.release();
      });
      this.list.addEventListener("focus", () => {
        if (this.list.matches(":focus-visible")) this.reach(this.held ?? this.last ?? this.places[0]);
      });
      this.list.addEventListener("blur", () => this.release());
      this.list.addEventListener("keydown", (event) => this.step(event));
      document.addEventListener("keydown", (event) => {
        if (event.key === "Escape") this.release();
      });
      document.addEventListener("pointerdown", (event) => {
        if (!this.list.contains(event.target) && !this.bubble.contains(event.target)) this.release();
      });
    }

    point(event) {
      const place = event.target.closest(".chart-area");
      if (!place || event.pointerType === "touch") return;
      clearTimeout(this.leaving);
      if (place !== this.shown) this.show(place, event.clientX);
    }

    leave(event) {
      if (event.pointerType === "touch") return;
      clearTimeout(this.leaving);
      this.leaving = setTimeout(() => (this.held ? this.show(this.held) : this.hide()), GRACE);
    }

    step(event) {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const last = this.places.length - 1;
      const now = this.places.indexOf(this.held ?? this.last);
      const next = {
        ArrowDown: now + 1, ArrowRight: now + 1, ArrowUp: now - 1, ArrowLeft: now - 1, Home: 0, End: last,
        Enter: now, " ": now,
      }[event.key];
      if (next === undefined) return;
      event.preventDefault();
      this.reach(this.places[Math.min(Math.max(next, 0), last)]);
    }

    // Hold a place from the keyboard, in sight with its words.
    reach(place) {
      place.scrollIntoView({ block: "nearest", behavior: "instant" });
      this.hold(place);
      this.bubble.scrollIntoView({ block: "nearest", behavior: "instant" });
    }

    // Show a place until another is chosen, the focus leaves or somebody takes it away.
    hold(place, x) {
      clearTimeout(this.leaving);
      this.held?.setAttribute("aria-selected", "false");
      this.held = this.last = place;
      place.setAttribute("aria-selected", "true");
      this.list.setAttribute("aria-activedescendant", place.id);
      this.show(place, x);
    }

    release() {
      clearTimeout(this.leaving);
      this.held?.setAttribute("aria-selected", "false");
      this.held = null;
      this.list.removeAttribute("aria-activedescendant");
      this.hide();
    }

    show(place, x) {
      this.shown?.classList.remove("is-shown");
      this.shown = place;
      this.x = x;
      place.classList.add("is-shown");
      const values = made("dl", "chart-values");
      for (const [head, cell] of place.words.values) {
        const line = made("div", "chart-value");
        line.append(made("dt", "", head), made("dd", "", cell));
        values.append(line);
      }
      this.bubble.replaceChildren(made("p", "chart-name", place.words.name), values);
      this.bubble.hidden = false;
      this.put();
    }

    // Put the words under their place, or above it where the window ends; beside the pointer where there is room.
    put() {
      const { list, bubble, shown } = this;
      const room = this.figure.clientWidth;
      const left = list.offsetLeft + shown.offsetLeft;
      let at = left + (shown.offsetWidth - bubble.offsetWidth) / 2;
      if (this.x !== undefined) {
        const x = this.x - this.figure.getBoundingClientRect().left;
        at = x < list.offsetLeft + list.offsetWidth / 2 ? x + BESIDE : x - BESIDE - bubble.offsetWidth;
      }
      const box = shown.getBoundingClientRect();
      const isAbove = box.bottom + bubble.offsetHeight > innerHeight && box.top > bubble.offsetHeight;
      const top = list.offsetTop + shown.offsetTop;
      Object.assign(bubble.style, {
        left: `${Math.max(0, Math.min(at, room - bubble.offsetWidth))}px`,
        top: `${isAbove ? top - bubble.offsetHeight : top + shown.offsetHeight}px`,
      });
    }

    hide() {
      this.shown?.classList.remove("is-shown");
      this.shown = null;
      this.bubble.hidden = true;
    }
  }

  for (const picture of document.querySelectorAll("figure > picture")) {
    const table = picture.parentElement.querySelector("table");
    if (table && drawingOf(picture).dataset.areas) new Values(picture.parentElement, picture, table);
  }
})();
