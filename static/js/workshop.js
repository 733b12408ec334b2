// Steps by key or presenter remote, full screen by button, and tells a screen reader what is on the screen now.
const WAYS = {
  PageDown: "next", ArrowRight: "next", ArrowDown: "next", " ": "next",
  PageUp: "previous", ArrowLeft: "previous", ArrowUp: "previous", Escape: "leave",
};
const said = document.querySelector("[data-said]");
let waits = false;

function mayTake(event) {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
  if (event.key === " " && event.target.closest("a, button")) return false;
  if (event.key === "Escape" && document.fullscreenElement) return false;
  const isTall = document.documentElement.scrollHeight > window.innerHeight + 1;
  return !(isTall && ["ArrowDown", "ArrowUp"].includes(event.key));
}

document.addEventListener("keydown", (event) => {
  const way = WAYS[event.key];
  const link = way && document.querySelector(`[data-step="${way}"]`);
  if (!way || !mayTake(event) || (way !== "leave" && !document.querySelector(".stage-steps"))) return;
  event.preventDefault();
  if (link && !waits) link.click();
});

document.addEventListener("htmx:beforeRequest", (event) => { waits = event.target.matches("[data-step]"); });
document.addEventListener("htmx:afterRequest", () => { waits = false; });
document.addEventListener("htmx:afterSettle", () => {
  const heading = document.getElementById("screen").dataset.heading;
  if (heading) { said.textContent = heading; window.scrollTo(0, 0); }
});

const button = document.querySelector("[data-fullscreen]");
if (document.fullscreenEnabled) {
  button.hidden = false;
  button.addEventListener("click", () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen();
  });
  document.addEventListener("fullscreenchange", () => {
    button.textContent = document.fullscreenElement ? button.dataset.on : button.dataset.off;
  });
}
