// Says beside the slider which number it stands at.
const slider = document.getElementById("guess");
const number = document.querySelector(".guess-number");
if (slider) {
  const tell = () => { number.textContent = slider.value; };
  number.hidden = false;
  slider.addEventListener("input", tell);
  window.addEventListener("pageshow", tell); // The browser may put the slider back where it was.
  tell();
}
