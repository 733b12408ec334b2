// Ticks everyone of an organisation, or nobody, and keeps the count beside its name.
for (const group of document.querySelectorAll("[data-people]")) {
  const boxes = [...group.querySelectorAll("input[type=checkbox]")];
  const said = group.querySelector("[data-chosen]");
  const [, between, total] = said.textContent.match(/^\s*\d+(\D+)(\d+)\s*$/);
  const count = () => { said.textContent = boxes.filter((box) => box.checked).length + between + total; };
  group.addEventListener("change", count);
  group.querySelector(".people-buttons").hidden = false;
  for (const button of group.querySelectorAll("[data-tick]")) {
    button.addEventListener("click", () => {
      for (const box of boxes) box.checked = button.dataset.tick === "all";
      group.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
  count();
}
