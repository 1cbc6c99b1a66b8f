// Ticked lines of a list are counted aloud; one more box ticks them all.

const form = document.querySelector("#many");
const boxes = [...document.querySelectorAll('.desk-queue tbody [type="checkbox"]')];
const count = form.querySelector("output");

const all = document.createElement("input");
all.type = "checkbox";
all.className = "form-check-input";
all.setAttribute("aria-label", form.dataset.all);
all.addEventListener("change", () => {
  for (const box of boxes) box.checked = all.checked;
  tell();
});
document.querySelector("thead .desk-tick").replaceChildren(all);

function tell() {
  const ticked = boxes.filter((box) => box.checked).length;
  count.textContent = ticked ? form.dataset.chosen.replace("%s", ticked) : "";
  all.checked = ticked === boxes.length;
}

document.querySelector(".desk-queue tbody").addEventListener("change", tell);
tell(); // going back, a browser keeps what was ticked
