// A call-back by keyboard: within a question the number of an answer chooses it, and the next question follows.

const form = document.querySelector("#heard");
const questions = [...(form?.querySelectorAll("fieldset") ?? [])];
const choicesOf = (question) => [...question.querySelectorAll("[type=radio]")];

function goTo(question) {
  const next = question ? choicesOf(question)[0] : form.querySelector("button");
  next.focus();
}

form?.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
    return;
  }
  const question = event.target.closest("fieldset");
  const choice = question && choicesOf(question)[Number(event.key) - 1];
  if (!choice || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  choice.checked = true;
  goTo(questions[questions.indexOf(question) + 1]);
});

if (questions.length) goTo(questions[0]);
