// Another language loads the page anew: whoever has typed something is asked first.

const form = document.querySelector("form.languages");
let unsent = "unsent" in form.dataset; // the page came from a form, and loading it anew shows an empty one

document.querySelector("main").addEventListener("input", () => {
  unsent = true;
});
form.addEventListener("submit", (event) => {
  if (unsent && !window.confirm(form.dataset.question)) event.preventDefault();
});
