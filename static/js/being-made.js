// Looks whether the report is there, and shows or saves it then. Without this script the page comes back by itself.
(() => {
  const waiting = document.querySelector("[data-being-made]");
  const made = document.querySelector("[data-made]");
  const BETWEEN_LOOKS = 1500;

  // A file is saved while this page stays; a page takes its place.
  function take(response) {
    const isFile = (response.headers.get("Content-Disposition") || "").startsWith("attachment");
    window.location.replace(window.location.href);
    if (!isFile) return;
    waiting.hidden = true;
    made.hidden = false;
    document.title = document.title.replace(/^[^–]*/, `${made.querySelector("h1").textContent} `);
    made.querySelector("h1").focus();
  }

  async function look() {
    try {
      const response = await fetch(window.location.href, {
        method: "HEAD", headers: { Accept: "text/html" }, cache: "no-store",
      });
      const stage = response.headers.get("X-Stage");
      // An answer that is not ours comes of a site that is being started again, or has no time: it will have one.
      const isOurs = stage !== null || ![429, 502, 503, 504].includes(response.status);
      if (isOurs && response.status !== 202) { take(response); return; }
      if (isOurs && stage !== waiting.dataset.beingMade) { window.location.reload(); return; }
    } catch {
      // There is no connection at this moment: it may be there the next time.
    }
    window.setTimeout(look, BETWEEN_LOOKS);
  }
  window.setTimeout(look, BETWEEN_LOOKS);
})();
