// Says of a chosen file that it is too large, and sends nothing then: it would be cut off on its way to the site.
(() => {
  document.querySelectorAll("input[type=file][data-most-bytes]").forEach((input) => {
    const words = document.createElement("div");
    const described = input.getAttribute("aria-describedby") || "";
    words.id = `${input.id}-too-large`;
    words.className = "invalid-feedback file-too-large";
    words.setAttribute("role", "alert");
    input.after(words);

    function look() {
      const isTooLarge = [...input.files].some((file) => file.size > Number(input.dataset.mostBytes));
      words.textContent = isTooLarge ? input.dataset.tooLarge : "";
      input.classList.toggle("is-invalid", isTooLarge);
      input.setAttribute("aria-invalid", String(isTooLarge));
      if (isTooLarge) input.setAttribute("aria-describedby", `${described} ${words.id}`.trim());
      else if (described) input.setAttribute("aria-describedby", described);
      else input.removeAttribute("aria-describedby");
      return isTooLarge;
    }

    input.addEventListener("change", look);
    input.form.addEventListener("submit", (event) => {
      if (!look()) return;
      event.preventDefault();
      input.focus();
    });
  });
})();
