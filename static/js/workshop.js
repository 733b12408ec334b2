// Steps by key or presenter's remote, goes full screen by button, and tells screen readers what is on the screen.
const WAYS = {
  PageDown: "next", ArrowRight: "next", ArrowDown: "next", " ": "next",
  PageUp: "previous", ArrowLeft: "previous", ArrowUp: "previous", Escape: "leave",
};
const said = document.querySelector("[data-said]");
let waits = false;
let later = ""; // The key pressed while the previous step was still loading.

function take(way) { document.querySelector(`[data-step="${way}"]`)?.click(); }

function mayTake(event) {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
  if (event.key === " " && event.target.closest("a, button")) return false;
  if (event.key === "Escape" && document.fullscreenElement) return false;
  const isTall = document.documentElement.scrollHeight > window.innerHeight + 1;
  return !(isTall && ["ArrowDown", "ArrowUp"].includes(event.key));
}

document.addEventListener("keydown", (event) => {
  const way = WAYS[event.key];
  if (!way || !mayTake(event) || (way !== "leave" && !document.querySelector(".stage-steps"))) return;
  event.preventDefault();
  if (waits) later = way;
  else take(way);
});

let hadFocus = false;
document.addEventListener("htmx:beforeRequest", (event) => {
  waits = event.target.matches("[data-step]");
  hadFocus = waits && event.target === document.activeElement;
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (!event.detail.successful) { waits = false; later = ""; }
});

// Redirected, for instance to the sign-in page, which must fill the whole window.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, pathInfo } = event.detail;
  const asked = new URL(pathInfo.requestPath, window.location.href).pathname;
  if (xhr.responseURL && new URL(xhr.responseURL).pathname !== asked) {
    event.detail.shouldSwap = false;
    window.location.reload();
  }
});

function tell() {
  waits = false;
  const heading = document.querySelector("#screen [data-heading]");
  if (!heading) return;
  said.textContent = heading.dataset.heading;
  window.scrollTo(0, 0);
  if (hadFocus && document.activeElement === document.body) document.querySelector(".stage-steps a").focus();
  const way = later;
  later = "";
  if (way) take(way);
}
document.addEventListener("htmx:afterSettle", tell);
document.addEventListener("htmx:historyRestore", tell);

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
