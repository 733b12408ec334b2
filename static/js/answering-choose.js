// Puts a search field above a long list of choices, which hides those that do not match.
for (const list of document.querySelectorAll("[data-choose]")) {
  const said = list.dataset;
  const options = [...list.querySelectorAll(".option")];
  const plain = (text) => text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase();
  const names = options.map((option) => plain(option.textContent));

  const field = document.createElement("input");
  field.type = "search";
  field.id = "choose";
  field.className = "form-control";
  field.autocomplete = "off";
  field.spellcheck = false;
  const label = document.createElement("label");
  label.htmlFor = field.id;
  label.textContent = said.choose;
  const status = document.createElement("p");
  status.className = "choose-status";
  status.setAttribute("role", "status");
  const bar = document.createElement("div");
  bar.className = "choose";
  bar.append(label, field, status);
  list.before(bar);

  const filter = () => {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    const fits = names.map((name) => words.every((word) => name.includes(word)));
    const number = fits.filter(Boolean).length;
    options.forEach((option, at) => { option.hidden = !fits[at] && !option.querySelector("input").checked; });
    const text = { 0: said.none, 1: said.one }[number] ?? said.many.replace("{number}", number);
    if (status.textContent !== text) status.textContent = text;
  };
  field.addEventListener("input", filter);
  list.addEventListener("change", filter);
  field.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  filter();
}
