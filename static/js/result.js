// Beside what the browser does by itself with folded parts: in older ones that do not open what a link leads to, and
// before paper. A page without this script reads and prints the same in current browsers.
(() => {
  const folds = () => [...document.querySelectorAll(".report details, .downloads details")];

  function openAround(place) {
    for (let fold = place?.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      fold.open = true;
    }
  }

  function openTarget() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const isFolded = target?.closest("details:not([open])");
    openAround(target);
    if (isFolded) target.scrollIntoView();
  }

  let openedForPaper = [];

  // Pictures keep their own time: a browser waits for lazy ones before paper, and not for what a script asks for here.
  addEventListener("beforeprint", () => {
    openedForPaper = folds().filter((fold) => !fold.open);
    openedForPaper.forEach((fold) => { fold.open = true; });
  });
  addEventListener("afterprint", () => openedForPaper.forEach((fold) => { fold.open = false; }));
  addEventListener("hashchange", openTarget);
  openTarget();
})();
