// Copies a link from the field beside the button, and says so.
const said = document.querySelector("[data-copy-said]");
for (const button of document.querySelectorAll("[data-copy]")) {
  const source = button.parentElement.querySelector("[data-copy-source]");
  const name = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    source.select();
    try {
      await navigator.clipboard.writeText(source.value);
    } catch {
      document.execCommand("copy");
    }
    button.textContent = said.dataset.copied;
    said.textContent = said.dataset.copied;
    setTimeout(() => { button.textContent = name; said.textContent = ""; }, 2500);
  });
}
